// Lint rules that no linter brings. tools/test/lint-rules.int.spec.ts shows that each one bites.

const CLOCKS_AND_CHANCE = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['performance', 'now'],
  ['crypto', 'randomUUID'],
  ['Temporal', 'Now'],
];

/**
 * A file in a noun's folder is pure unless its suffix says otherwise: it uses no clock, no randomness, no environment
 * and no `async`. A decision that depends on more than its arguments cannot be replayed.
 */
const pure = {
  meta: { type: 'problem', docs: { description: 'pure files depend on their arguments alone' } },
  create(context) {
    const refuse = (node, message) => context.report({ node, message });
    const waits = (node) => {
      if (node.async)
        refuse(node, 'A pure file waits for nothing: what it needs comes in with the command or the event.');
    };
    return {
      FunctionDeclaration: waits,
      FunctionExpression: waits,
      ArrowFunctionExpression: waits,
      AwaitExpression: (node) =>
        refuse(node, 'A pure file waits for nothing: what it needs comes in with the command or the event.'),
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0)
          refuse(node, 'Time comes in with the command or the event.');
        if (node.callee.name === 'Promise') refuse(node, 'A pure file waits for nothing.');
      },
      // Date() without new is the clock as well, as a text.
      CallExpression(node) {
        if (node.callee.name === 'Date') refuse(node, 'Time comes in with the command or the event.');
      },
      MemberExpression(node) {
        const reads = ([object, property]) =>
          node.object.name === object && (node.property.name ?? node.property.value) === property;
        if (CLOCKS_AND_CHANCE.some(reads)) refuse(node, 'Time, ids and chance come in with the command or the event.');
      },
    };
  },
};

/** TypeORM's synchronize drops columns it does not know, with what is in them. Tables change by migrations alone. */
const noSynchronize = {
  meta: { type: 'problem', docs: { description: 'tables change by migrations alone' } },
  create(context) {
    const message = 'TypeORM must not change tables by itself: write a migration.';
    return {
      Property(node) {
        if ((node.key.name ?? node.key.value) === 'synchronize' && node.value.value !== false)
          context.report({ node, message });
      },
      CallExpression(node) {
        if (node.callee.type === 'MemberExpression' && node.callee.property.name === 'synchronize')
          context.report({ node, message });
      },
    };
  },
};

/** Within a service imports run one way: who decides knows nothing of who asks. Higher numbers may import lower ones. */
const FLOORS = {
  aggregate: 1,
  decider: 2,
  policy: 3,
  process: 3,
  projection: 3,
  gateway: 3,
  reader: 3,
  controller: 4,
  module: 5,
};
const floorOf = (file) => FLOORS[/\.(\w+)(?:\.ts)?$/.exec(file)?.[1]] ?? 2;

const oneWay = {
  meta: { type: 'problem', docs: { description: 'imports within a service run one way' } },
  create(context) {
    const { filename } = context;
    if (!/\/apps\/(?!cli\/)[\w-]+\/src\//.test(filename) || /\/(?:main|declaration)\.ts$|\.spec\.ts$/.test(filename))
      return {};
    const own = floorOf(filename);
    return {
      ImportDeclaration(node) {
        const from = node.source.value;
        // A file without a suffix holds a rule: an aggregate may use it, and a decider.
        if (!from.startsWith('.') || floorOf(from) <= own || !/\.\w+$/.test(from.replace(/^[./]+/, ''))) return;
        const message = `Imports run controller, process, policy -> decider -> aggregate: move what ${from} has to a lower file.`;
        context.report({ node, message });
      },
    };
  },
};

/** A literal that is spread into another one only keeps a line short, and makes every reader look for a meaning. */
const plainLiterals = {
  meta: { type: 'problem', docs: { description: 'a literal is written plainly, not spread into another one' } },
  create(context) {
    const message = 'Write the entries plainly, without a literal of their own that is spread.';
    return {
      SpreadElement(node) {
        const { argument, parent } = node;
        const isObject = argument.type === 'ObjectExpression';
        const isList = argument.type === 'ArrayExpression' && parent.type !== 'ObjectExpression';
        if (isObject || isList) context.report({ node, message });
      },
    };
  },
};

export default {
  meta: { name: 'concord' },
  rules: { pure, 'no-synchronize': noSynchronize, 'one-way': oneWay, 'plain-literals': plainLiterals },
};
