// tally.mjs TESTLOG.json: what Meson's tests counted, as "passed failed skipped". A TAP test counts each of its points; any
// other test counts once. A test that ended badly without a failed point counts as one failure.
import fs from 'node:fs'

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (!line) continue
  const test = JSON.parse(line)
  let passed = 0
  let failed = 0
  let skipped = 0
  for (const point of (test.stdout ?? '').split('\n')) {
    if (/^not ok\b/.test(point)) failed++
    else if (/^ok\b.*#\s*skip/i.test(point)) skipped++
    else if (/^ok\b/.test(point)) passed++
  }
  if (test.result === 'SKIP' && passed + failed + skipped === 0) skipped++
  else if (['OK', 'EXPECTEDFAIL', 'SKIP'].includes(test.result)) passed += passed + failed + skipped === 0 ? 1 : 0
  else if (failed === 0) failed++
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
}
console.log(sum.passed, sum.failed, sum.skipped)
