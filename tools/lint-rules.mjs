// Lint rules that no linter brings. tools/test/lint-rules.int.spec.ts shows that each one bites.

const CLOCKS_AND_CHANCE = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['performance', 'now'],
  ['crypto', 'randomUUID'],
  ['Temporal', 'Now'],
];

/**
 * Deciders, policies, processes and projections know no clock, no chance, no environment and wait for nothing: a
 * decision that depends on more than its arguments cannot be replayed.
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

export default { meta: { name: 'concord' }, rules: { pure, 'no-synchronize': noSynchronize } };
