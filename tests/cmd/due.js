// due.js ANSWER.json CLOCK FIELD: prints a field of a clock; "missing" where there is no such clock.
'use strict';
const answer = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const clock = answer.clocks.find((each) => each.id === process.argv[3]);
console.log(clock ? String(clock[process.argv[4]]) : 'missing');
