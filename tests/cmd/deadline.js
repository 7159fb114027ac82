// deadline.js ANSWER.json: the example of the contract, field by field, with the steps counted by hand.
'use strict';
const assert = require('assert');
const answer = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));

function assertFields(thing, fields) {
  for (const [name, value] of Object.entries(fields)) assert.strictEqual(thing[name], value, name);
}

assertFields(answer, {procedure: 'bexley-corporate', version: '2018-04', received: '2018-12-18',
                      calendar: 'england-and-wales'});
const clocks = new Map(answer.clocks.map((clock) => [clock.id, clock]));
assert.deepStrictEqual([...clocks.keys()].filter((id) => id.startsWith('stage-1/')),
                       ['stage-1/acknowledge', 'stage-1/respond', 'stage-1/escalate']);
assertFields(clocks.get('stage-1/acknowledge'), {due: '2018-12-20', limit: 2, kind: 'target'});
const respond = clocks.get('stage-1/respond');
assertFields(respond, {starts_on: '2018-12-18', started_by: 'received', limit: 15, unit: 'working-days',
                       due: '2019-01-11', latest: null, kind: 'target', provisional: undefined});

const counted = ['12-19', '12-20', '12-21', '12-24', '12-27', '12-28', '12-31', '01-02', '01-03', '01-04',
                 '01-07', '01-08', '01-09', '01-10', '01-11'];
const days = respond.steps.filter((step) => step.day !== null);
assert.deepStrictEqual(days.map((step) => step.date.slice(5)), counted);
assert.deepStrictEqual(days.map((step) => step.day), counted.map((_, i) => i + 1));

const others = respond.steps.filter((step) => step.day === null);
const why = Object.fromEntries(others.map((step) => [step.date, step.why]));
assert.deepStrictEqual(why, {
  '2018-12-22': 'Saturday', '2018-12-23': 'Sunday', '2018-12-25': 'Christmas Day', '2018-12-26': 'Boxing Day',
  '2018-12-29': 'Saturday', '2018-12-30': 'Sunday', '2019-01-01': "New Year's Day", '2019-01-05': 'Saturday',
  '2019-01-06': 'Sunday'});

const everyDay = respond.steps.map((_, i) => new Date(Date.UTC(2018, 11, 19 + i)).toISOString().slice(0, 10));
assert.deepStrictEqual(respond.steps.map((step) => step.date), everyDay, 'every day once, in order');
