// deadline.js ANSWER.json: the example of the contract, field by field, with the steps counted by hand.
'use strict';
const assert = require('assert');
const answer = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
for (const [name, value] of Object.entries({procedure: 'bexley-corporate', version: '2018-04', received: '2018-12-18',
                                            calendar: 'england-and-wales'}))
  assert.strictEqual(answer[name], value, name);
const clocks = new Map(answer.clocks.map((clock) => [clock.id, clock]));
assert.deepStrictEqual([...clocks.keys()].filter((id) => id.startsWith('stage-1/')),
                       ['stage-1/acknowledge', 'stage-1/respond', 'stage-1/escalate']);
const respond = clocks.get('stage-1/respond');
for (const [name, value] of Object.entries({starts_on: '2018-12-18', started_by: 'received', limit: 15, unit: 'working-days',
                                            due: '2019-01-11', latest: null, kind: 'target'}))
  assert.strictEqual(respond[name], value, name);
assert.strictEqual(clocks.get('stage-1/acknowledge').due, '2018-12-20');
assert.strictEqual(respond.provisional, undefined);
const counted = ['12-19', '12-20', '12-21', '12-24', '12-27', '12-28', '12-31', '01-02', '01-03', '01-04', '01-07', '01-08', '01-09',
                 '01-10', '01-11'];
assert.deepStrictEqual(respond.steps.filter((step) => step.day !== null).map((step) => step.date.slice(5)), counted);
assert.deepStrictEqual(respond.steps.filter((step) => step.day !== null).map((step) => step.day), counted.map((_, i) => i + 1));
const why = new Map(respond.steps.filter((step) => step.day === null).map((step) => [step.date, step.why]));
assert.strictEqual(why.size, 9);
for (const [date, reason] of [['2018-12-22', 'Saturday'], ['2018-12-23', 'Sunday'], ['2018-12-25', 'Christmas Day'],
                              ['2018-12-26', 'Boxing Day'], ['2019-01-01', "New Year's Day"]])
  assert.strictEqual(why.get(date), reason, date);
respond.steps.forEach((step, i) =>
  assert.strictEqual(step.date, new Date(Date.UTC(2018, 11, 19 + i)).toISOString().slice(0, 10), 'every day once, in order'));
