// Checks of cloudflare/pint that need no server, for the rules of one file; see src/site/linters.md.
import { aggregations, all, calls, isScalar, labels, nodes, selectors, sides, unreadable } from './promql.mjs';
import { alerts, expressionOf, nameOf, recorded, recordings, seconds } from './rules.mjs';

const SCRAPE = 5; // seconds between scrapes, as in prometheus/prometheus.yml
const RETENTION = seconds('15d'); // Prometheus' own
const COMPARISONS = new Set(['==', '!=', '>', '<', '>=', '<=']);
const KEPT = ['job', 'instance', 'run', 'model']; // which process, and which run of it
const SAFE_FOR_COUNTERS = new Set(['rate', 'irate', 'increase', 'resets', 'changes', 'absent', 'absent_over_time', 'present_over_time', 'timestamp']);

const binaries = (node) => all(node, 'BinaryExpr').map(sides);
const eachAlert = (check) => (rules) => alerts(rules).flatMap((rule) => check(rule, rules).map((message) => ({ rule, message })));
const eachRule = (check) => (rules) => rules.flatMap((rule) => check(rule, rules).map((message) => ({ rule, message })));
const when = (wrong, message) => (wrong ? [message] : []);

/** By the names that pint gives them: what is wrong with which rule. */
export const CHECKS = {
  'alerts/absent': eachAlert((rule) => when(calls(expressionOf(rule)).some(({ name }) => name.startsWith('absent')) && !(seconds(rule.for) >= 2 * SCRAPE),
    'waits for less than two scrapes')),
  'alerts/annotation': eachAlert(({ annotations = {} }) => ['summary', 'description', 'runbook_url'].filter((name) => !annotations[name]).map((name) => `no ${name}`)),
  'alerts/comparison': eachAlert((rule, rules) => when(!isCondition(expressionOf(rule), recorded(rules)), 'fires for every value')),
  'alerts/external_labels': eachAlert((rule) => when(texts(rule).some((text) => /externalLabels|\.ExternalLabels/.test(text)), 'needs labels of one Prometheus')),
  'alerts/for': eachAlert((rule) => when(!(seconds(rule.for) > 0), `for: ${rule.for}`)),
  'alerts/template': eachAlert(template),
  'group/interval': eachRule((rule) => when(!(seconds(rule.interval) <= 300), `is evaluated every ${rule.interval}`)),
  'labels/conflict': (rules) => recordings(rules).filter((rule) => rule.labels).map((rule) => ({ rule, message: 'sets labels' })),
  'promql/aggregate': eachRule(aggregate),
  'promql/counter': eachAlert(counter),
  'promql/fragile': eachAlert(fragile),
  'promql/impossible': eachRule((rule, rules) => impossible(expressionOf(rule), recorded(rules))),
  'promql/nan': eachRule((rule) => aggregations(expressionOf(rule)).filter(({ name }) => ['sum', 'avg', 'stddev', 'stdvar'].includes(name))
    .flatMap(({ of, name }) => binaries(of).filter(({ operator, right }) => ['/', '%'].includes(operator) && !isSafeDivisor(right))
      .map(({ right }) => `${name} of a division by ${right.text}`))),
  'promql/performance': eachRule(performance),
  'promql/range_query': eachRule((rule) => [...rule.expr.matchAll(/(?:\[|offset )(\w+)/g)].filter(([, range]) => !(seconds(range) <= RETENTION)).map(([, range]) => `looks back ${range}`)),
  'promql/rate': eachRule((rule) => calls(expressionOf(rule)).filter(({ name }) => ['rate', 'irate', 'increase', 'deriv', 'delta'].includes(name)).flatMap(rate)),
  'promql/regexp': eachRule((rule) => selectors(expressionOf(rule)).flatMap(({ matchers }) => matchers).filter(({ operator }) => operator.includes('~'))
    .flatMap(({ label, value }) => [...when(/^[\w ]*$/.test(value), `${label} is compared with no pattern: ${value}`), ...when(/^\^|\$$/.test(value), `anchors of ${label} are there already`)])),
  'promql/syntax': eachRule((rule) => when(unreadable(rule.expr), 'is no PromQL')),
  'rule/dependency': (rules) => recordings(rules).flatMap((rule) => selectors(expressionOf(rule))
    .map(({ name }) => recordings(rules).find(({ record }) => record === name)).filter((other) => other && other.group !== rule.group)
    .map((other) => ({ rule, message: `needs ${other.record} of another group` }))),
  'rule/duplicate': (rules) => recordings(rules).filter((rule, i) => recordings(rules).slice(0, i)
    .some((other) => other.record === rule.record || other.expr === rule.expr)).map((rule) => ({ rule, message: 'is recorded twice' })),
  'rule/for': eachAlert((rule) => when(seconds(rule.for) < seconds(rule.interval), `waits ${rule.for}, less than one evaluation`)),
  'rule/label': eachAlert(({ labels: given = {} }) => when(!['critical', 'warning', 'info'].includes(given.severity), `severity: ${given.severity}`)),
  'rule/name': eachRule((rule) => when(!(rule.alert ? /^[A-Z][A-Za-z]+$/ : /^[a-z_]+:[a-z_]+:[a-z]+$/).test(nameOf(rule)), 'level:metric:operation, or words for an alert')),
  'rule/topk': (rules) => recordings(rules).filter((rule) => sampled(rule).length > 0).map((rule) => ({ rule, message: 'records a choice of series' })),
};

/** What every check finds, as {check, rule, message}. */
export function checkRuleFile(rules) {
  const readable = CHECKS['promql/syntax'](rules);
  if (readable.length > 0) return readable.map((finding) => ({ check: 'promql/syntax', ...finding }));
  return Object.entries(CHECKS).flatMap(([check, find]) => find(rules).map((finding) => ({ check, ...finding })));
}

/** A recorded series is a condition if its expression is. */
function isCondition(node, byName) {
  const compared = binaries(node).some(({ operator, bool }) => operator === 'unless' || (COMPARISONS.has(operator) && !bool));
  return compared || calls(node).some(({ name }) => name.startsWith('absent'))
    || selectors(node).some(({ name }) => byName.has(name) && isCondition(expressionOf({ expr: byName.get(name) }), byName));
}

const texts = (rule) => [...Object.values(rule.annotations ?? {}), ...Object.values(rule.labels ?? {})];

function template(rule, rules) {
  const inLabels = Object.entries(rule.labels ?? {}).filter(([, text]) => /\$value|\.Value/.test(text)).map(([name]) => `label ${name} changes with the value`);
  const known = labels(expressionOf(rule), recorded(rules));
  const asked = texts(rule).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)].map(([, name]) => name));
  const lost = known ? asked.filter((name) => !known.includes(name)).map((name) => `no label ${name} is left`) : [];
  const small = calls(expressionOf(rule)).some(({ name }) => ['rate', 'irate', 'deriv'].includes(name));
  const raw = texts(rule).some((text) => /\{\{\s*\$value\s*\}\}/.test(text));
  return [...inLabels, ...lost, ...when(small && raw, 'shows a rate as it is')];
}

/** Whoever gets an alert must see which run it is about. */
function aggregate(rule, rules) {
  const known = labels(expressionOf(rule), recorded(rules));
  return known ? KEPT.filter((label) => !known.includes(label)).map((label) => `label ${label} is lost`) : [];
}

/** The height of a counter says how long a process has run; its rise, also by hand, says what happened. */
function counter(rule) {
  return [...new Set(bareCounters(expressionOf(rule)))].map((name) => `compares ${name} itself`);
}

function bareCounters(node) {
  if (node.kind === 'VectorSelector') return selectors(node).map(({ name }) => name).filter((name) => name.endsWith('_total'));
  const covered = (node.kind === 'FunctionCall' && SAFE_FOR_COUNTERS.has(node.inner[0].text)) || isRise(node);
  return covered ? [] : node.inner.flatMap(bareCounters);
}

/** What a series is now less what it was; unlike increase(), it sees a series begin. */
function isRise(node) {
  if (node.kind !== 'BinaryExpr' || sides(node).operator !== '-') return false;
  const [now] = selectors(sides(node).left);
  return all(sides(node).right, 'OffsetExpr').some((earlier) => selectors(earlier).some(({ name }) => name === now?.name));
}

const sampled = (rule) => aggregations(expressionOf(rule)).filter(({ name }) => ['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(name));

function fragile(rule) {
  const ratio = binaries(expressionOf(rule)).some(({ left, operator, right }) => ['+', '-', '*', '/'].includes(operator)
    && left.kind === 'AggregateExpr' && right.kind === 'AggregateExpr');
  return [...sampled(rule).map(({ name }) => `${name} names other series every time`),
    ...when(ratio && !(seconds(rule.for) >= SCRAPE), 'divides sums that a restart scrapes one after the other')];
}

function impossible(tree, byName) {
  const grouped = aggregations(tree).flatMap(({ labels: kept, of }) => {
    const known = labels(of, byName);
    return known && kept ? kept.filter((label) => !known.includes(label)).map((label) => `groups by ${label}, which is gone`) : [];
  });
  const matched = binaries(tree).filter(({ left, right }) => !isScalar(left) && !isScalar(right)).flatMap((pair) => unmatched(pair, byName));
  return [...grouped, ...matched];
}

function unmatched({ left, operator, right, on, ignoring, many }, byName) {
  const [one, other] = [labels(left, byName), labels(right, byName)];
  if (on) return [one, other].flatMap((known) => (known ? on.filter((label) => !known.includes(label)).map((label) => `matches by ${label}, which is gone`) : []));
  if (operator === 'or' || ignoring || many || !one || !other) return [];
  return when([...one].sort().join() !== [...other].sort().join(), `${left.text} and ${right.text} never have the same labels`);
}

function isSafeDivisor(node) {
  switch (node.kind) {
    case 'NumberDurationLiteral': return Number(node.text) !== 0;
    case 'ParenExpr': return isSafeDivisor(node.inner[0]);
    case 'FunctionCall': return node.inner[0].text.startsWith('clamp');
    case 'BinaryExpr': return COMPARISONS.has(sides(node).operator);
    default: return false;
  }
}

/** What is recorded need not be computed again. */
function performance(rule, rules) {
  const same = (text) => text.replaceAll(/\s+/g, '');
  const parts = new Set([...nodes(expressionOf(rule))].map(({ text }) => same(text)));
  return recordings(rules).filter((other) => other !== rule && parts.has(same(other.expr))).map(({ record }) => `holds what ${record} records`);
}

function rate({ name, node }) {
  const range = seconds(/\[(\w+)/.exec(node.text)?.[1]);
  const wrong = ['rate', 'irate', 'increase'].includes(name) ? selectors(node).filter(({ name: series }) => !/_(total|count|sum|bucket)$/.test(series)) : [];
  return [...when(!(range >= 2 * SCRAPE), `${name} over less than two scrapes`), ...wrong.map(({ name: series }) => `${name} of ${series}, which is no counter`)];
}
