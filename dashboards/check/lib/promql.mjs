// PromQL as a tree, by the grammar of Prometheus' own editor.
import { parser } from '@prometheus-io/lezer-promql';

/** Nodes have a kind, their text and the nodes within; a kind of '⚠' is what could not be read. */
export function parse(text) {
  const build = (at) => {
    const node = { kind: at.name, text: text.slice(at.from, at.to), inner: [] };
    for (let child = at.firstChild; child; child = child.nextSibling) node.inner.push(build(child));
    return node;
  };
  return build(parser.parse(text).topNode);
}

/** The node and all within, outer ones first. */
export function* nodes(node) {
  yield node;
  for (const child of node.inner) yield* nodes(child);
}

export const all = (tree, kind) => [...nodes(tree)].filter((node) => node.kind === kind);
export const has = (tree, kind) => all(tree, kind).length > 0;
export const unreadable = (text) => text.trim() === '' || has(parse(text), '⚠');

/** Series that an expression selects: name and matchers {label, operator, value}. */
export const selectors = (tree) => all(tree, 'VectorSelector').map((node) => ({
  name: all(node, 'Identifier')[0]?.text ?? '',
  matchers: all(node, 'UnquotedLabelMatcher').map(({ inner: [label, operator, value] }) => ({
    label: label.text, operator: operator.text, value: value.text.slice(1, -1),
  })),
}));

/** Calls of functions: name, arguments and the node itself. */
export const calls = (tree) => all(tree, 'FunctionCall').map((node) => ({
  name: node.inner[0].text, given: node.inner.find(({ kind }) => kind === 'FunctionCallBody')?.inner ?? [], node,
}));

export const aggregations = (tree) => all(tree, 'AggregateExpr').map((node) => ({
  name: node.inner[0].text, labels: grouping(node), of: node.inner.find(({ kind }) => kind === 'FunctionCallBody')?.inner.at(-1), node,
}));

/** Labels that an aggregation keeps; undefined if it names those that go. */
function grouping(node) {
  const modifier = node.inner.find(({ kind }) => kind === 'AggregateModifier');
  if (!modifier) return [];
  return has(modifier, 'By') ? words(modifier) : undefined;
}

const words = (node) => all(node, 'LabelName').map(({ text }) => text);

/** Two sides, the operator and how their labels are matched. */
export function sides(node) {
  const clause = node.inner.find(({ kind }) => kind === 'MatchingModifierClause');
  const [left, operator] = node.inner;
  const [matched, carried = []] = clause ? all(clause, 'GroupingLabels').map(words) : [];
  return {
    left, operator: operator.text, right: node.inner.at(-1), bool: node.inner.some(({ kind }) => kind === 'BoolModifier'),
    on: clause && has(clause, 'On') ? matched : undefined, ignoring: clause && has(clause, 'Ignoring') ? matched : undefined,
    carried, many: clause && has(clause, 'GroupLeft') ? 'left' : clause && has(clause, 'GroupRight') ? 'right' : undefined,
  };
}

export const isScalar = (node) => node.kind === 'NumberDurationLiteral' || node.kind === 'StringLiteral'
  || (node.kind === 'FunctionCall' && ['time', 'scalar', 'pi'].includes(node.inner[0].text))
  || (['ParenExpr', 'UnaryExpr'].includes(node.kind) && isScalar(node.inner.at(-1)))
  || (node.kind === 'BinaryExpr' && isScalar(node.inner[0]) && isScalar(node.inner.at(-1)));

/**
 * Labels of what an expression returns, where it says them itself, else undefined: those of the series.
 * @param recorded expressions by the names that they are recorded under
 */
export function labels(node, recorded = new Map()) {
  const of = (inner) => labels(inner, recorded);
  switch (node.kind) {
    case 'AggregateExpr': return grouping(node);
    case 'VectorSelector': {
      const expression = recorded.get(all(node, 'Identifier')[0]?.text);
      return expression && of(parse(expression).inner[0]);
    }
    case 'FunctionCall': {
      if (node.inner[0].text === 'vector') return [];
      const given = calls(node)[0].given.find((argument) => !isScalar(argument));
      return given && of(given);
    }
    case 'BinaryExpr': return ofTwo(sides(node), of);
    default: return node.inner.length ? of(node.kind === 'UnaryExpr' ? node.inner.at(-1) : node.inner[0]) : undefined;
  }
}

function ofTwo({ left, operator, right, on, carried, many }, of) {
  if (isScalar(left)) return of(right);
  if (isScalar(right) || operator === 'and' || operator === 'unless') return of(left);
  const [one, other] = [of(left), of(right)];
  if (operator === 'or') return one && other && [...new Set([...one, ...other])];
  if (many) return (many === 'left' ? one : other) && [...new Set([...(many === 'left' ? one : other), ...carried])];
  return on ?? one ?? other;
}
