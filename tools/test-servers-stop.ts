// jest wants a module of its own for what runs after the last spec; it shares this process with test-servers.ts.
export { stop as default } from './test-servers';
