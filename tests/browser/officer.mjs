// The officer's day, with and without JavaScript: from signing in to closing a case that was reviewed.
import { heading, main, person, signIn } from './browser.mjs'
import { boxes, inWords, today, withoutWeekday, workingDays } from './dates.mjs'
import { Desk } from './desk.mjs'
import { makeStates } from './states.mjs'
import { check, has, same, story } from './tap.mjs'

const place = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')

async function press(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name: words, exact: true }).first().click()])
}

async function follow(page, words) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('link', { name: words, exact: true }).first().click()])
}

async function setDate(page, name, day) {
  for (const [i, part] of ['day', 'month', 'year'].entries()) await page.fill(`#${name}-${part}`, boxes(day)[i])
}

const act = (page, reference, name) => page.goto(`/staff/cases/${reference}/${name}`)
const choose = (page, name, value) => page.check(`[name="${name}"][value="${value}"]`)
const pick = (page, name, words) => page.locator(`select[name="${name}"]`).selectOption({ label: words })

async function refuses(page, name, words) {
  has(`${name}: the title says Error`, await page.title(), /^Error: /)
  has(`${name}: there is a problem`, await page.locator('.govuk-error-summary').innerText(), words)
  const target = (await page.locator('.govuk-error-summary a').first().getAttribute('href')).slice(1)
  same(`${name}: the link leads to a field`, await page.locator(`[id="${target}"]`).count(), 1)
}

const done = async (page, name, words) => has(`${name}: said`, await page.locator('[role=alert], .moj-alert, .govuk-notification-banner').first().innerText(), words)

// ---- in, and around -----------------------------------------------------------------------------------------

async function comingIn(page) {
  await page.goto('/staff/cases?due=late')
  has('signed out: asked to sign in', place(page), '/staff/sign-in?to=')
  await press(page, 'Sign in')
  await refuses(page, 'sign in, empty', 'Enter your email address')
  await page.fill('#email', 'officer@demo.example')
  await page.fill('#password', 'wrong')
  await press(page, 'Sign in')
  await refuses(page, 'sign in, wrong', 'Check your email address and password')
  same('sign in, wrong: the address is kept', await page.inputValue('#email'), 'officer@demo.example')
  same('sign in, wrong: the password is not', await page.inputValue('#password'), '')
  await page.fill('#password', 'demonstration')
  await press(page, 'Sign in')
  same('signed in: to the page that was asked for', place(page), '/staff/cases?due=late')
}

async function work(page) {
  await page.goto('/staff/work')
  same('my work: its heading', await heading(page), 'My work')
  const first = page.locator('table').first().locator('tbody tr').first()
  has('my work: the latest first', await first.innerText(), 'late')
  const late = Number(await page.locator('.app-count--late .app-count__number').innerText())
  await page.locator('.app-count--late a').click()
  has('my work: the count leads to as many', await page.locator('h2', { hasText: 'open case' }).innerText(), `${late} open`)
}

const rows = (page) => page.locator('main tbody tr')
const column = (page, number) => page.locator(`main tbody tr > :nth-child(${number})`).allInnerTexts()

async function lists(page) {
  await page.goto('/staff/cases?size=25')
  const total = Number((await page.locator('h2', { hasText: 'open case' }).innerText()).split(' ')[0])
  same('cases: 25 on a page', await rows(page).count(), 25)
  await page.locator('.govuk-pagination__next a').click()
  same('cases: the second page', new URL(page.url()).searchParams.get('page'), '2')
  await page.goto('/staff/cases?size=100')
  same('cases: all of them', await rows(page).count(), total)
  await follow(page, 'Reference')
  const up = await column(page, 1)
  check('sort: by reference', up.every((one, i) => i === 0 || up[i - 1] <= one), up.join(' '))
  same('sort: said to screen readers', await page.locator('th[aria-sort=ascending]').count(), 1)
  await follow(page, 'Reference')
  check('sort: the other way', (await column(page, 1)).join() === up.reverse().join())
  return total
}

async function filters(page, total) {
  await page.goto('/staff/cases')
  await choose(page, 'due', 'late')
  await pick(page, 'service', 'Waste and recycling')
  await press(page, 'Apply filters')
  const found = await rows(page).count()
  check('filter: fewer', found > 0 && found < total, `${found} of ${total}`)
  has('filter: only that service', (await column(page, 5)).join('|'), /^(Waste and recycling\|?)+$/)
  same('filter: shown as tags', await page.locator('.moj-filter__tag').count(), 2)
  await page.locator('.moj-filter__tag').first().click()
  same('filter: one is taken away', await page.locator('.moj-filter__tag').count(), 1)
  await page.goto('/staff/cases?words=nothing+like+this')
  has('filter: nothing found says so', await main(page), 'No cases match')
}

async function csv(page, total) {
  await page.goto('/staff/cases')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: `Download all ${total} as CSV` }).click()])
  const text = Buffer.concat(await (await file.createReadStream()).toArray()).toString('utf8')
  const lines = text.trimEnd().split('\r\n')
  has('CSV: its name', file.suggestedFilename(), /^open-cases-\d{4}-\d\d-\d\d\.csv$/)
  has('CSV: the columns', lines[0], 'reference,person,summary,procedure')
  same('CSV: as many rows as cases', lines.length - 1, total)
}

async function search(page, reference) {
  for (const typed of [reference, reference.toLowerCase(), reference.replace('-', ' ')]) {
    await page.goto('/staff/work')
    await page.fill('#search-words', typed)
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    same(`search ${typed.replace(reference.slice(4), 'X')}: straight to the case`, place(page), `/staff/cases/${reference}`)
  }
  await page.fill('#search-words', 'Zoe Invented')
  await press(page, 'Search')
  has('search a name: found', await main(page), 'Zoe Invented')
}

// ---- by keyboard alone --------------------------------------------------------------------------------------------

// Tabs until the field is reached.
async function tabTo(page, selector) {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${selector}`)
}

async function type(page, selector, words) {
  await tabTo(page, selector)
  await page.keyboard.type(words)
}

async function byTelephone(page) {
  await page.goto('/staff/work')
  await tabTo(page, 'a[href="/staff/cases/new"]')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await tabTo(page, '[name=what]')
  await tabTo(page, 'main form[method=post] button')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await refuses(page, 'log', 'Enter what happened')
  await page.evaluate(() => document.activeElement?.blur())
  await tabTo(page, '[name=channel]')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await type(page, '#name', 'Leon Keys')
  await type(page, '#phone', '020 7946 0199')
  await type(page, '#what', 'The bin was left in the road.')
  await tabTo(page, '#service')
  await page.keyboard.type('Waste')
  await tabTo(page, '#safe')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  same('log by keyboard: logged', await heading(page), 'Complaint logged')
  const text = await main(page)
  has('log: the date to tell the caller', text, inWords(workingDays(today(), 15)))
  has('log: the customer’s link', text, /\/t\/[0-9a-z]/)
  return { reference: text.match(/CMP-[0-9A-Z]{8}/)[0], link: text.match(/\/t\/[0-9a-z-]+/)[0] }
}

// ---- the life of a case ----------------------------------------------------------------------------------------------

async function beginCase(page, reference) {
  await act(page, reference, 'triage')
  has('triage: what they said stands beside', await main(page), 'The bin was left in the road.')
  await page.fill('#summary', 'Bin left in the road')
  await page.locator('select[name=owner]').selectOption({ index: 1 })
  await press(page, 'Accept and acknowledge')
  same('triage: on to the acknowledgement', place(page), `/staff/cases/${reference}/acknowledge?done=triaged`)
  await press(page, 'Record the acknowledgement')
  await refuses(page, 'acknowledge', 'Select how it was sent')
  await choose(page, 'channel', 'telephone')
  await press(page, 'Record the acknowledgement')
  await done(page, 'acknowledge', 'The acknowledgement was recorded')
  await act(page, reference, 'assign')
  const options = await page.locator('select[name=owner] option').allInnerTexts()
  await page.locator('select[name=owner]').selectOption({ label: options.find((one) => one.includes('Asha')) })
  await press(page, 'Assign')
  await done(page, 'assign', 'The case was assigned')
  has('assign: stands in the facts', await page.locator('.app-facts').innerText(), 'Asha Example')
}

async function moveTheClock(page, reference) {
  await act(page, reference, 'pause')
  await choose(page, 'reason', 'awaiting-information')
  await page.fill('#words', 'A photograph')
  await press(page, 'Pause the clock')
  await done(page, 'pause', 'The clock was paused')
  has('pause: stands in the facts', await page.locator('.app-facts').innerText(), /paused/i)
  await act(page, reference, 'resume')
  await page.fill('#on-day', '32')
  await press(page, 'Start the clock again')
  await refuses(page, 'resume', /date|day/i)
  await setDate(page, 'on', today())
  await press(page, 'Start the clock again')
  await done(page, 'resume', 'The clock was started again')
  await extendIt(page, reference)
}

async function extendIt(page, reference) {
  const until = workingDays(today(), 25)
  await act(page, reference, 'extend')
  await setDate(page, 'until', until)
  await press(page, 'Extend')
  await refuses(page, 'extend', 'Enter the reason, as the customer will read it')
  same('extend: the date is kept', await page.inputValue('#until-day'), boxes(until)[0])
  await page.fill('#words', 'We wait for the contractor.')
  const people = await page.locator('select[name="allowed-by"] option').allInnerTexts()
  await page.locator('select[name="allowed-by"]').selectOption({ label: people.find((one) => one.includes('Morgan')) })
  await page.check('[name=told]')
  await press(page, 'Extend')
  await done(page, 'extend', 'The new date was recorded')
  await page.locator('.govuk-details summary').first().click()
  has('extend: the clock is explained', await main(page), withoutWeekday(until))
}

const ANSWER = 'We are sorry.\n\nThe crew was told <b>again</b>.'

async function decide(page, reference, by, words = ANSWER) {
  await act(page, reference, 'respond')
  await choose(page, 'outcome', 'upheld')
  const people = await page.locator('select[name="decided-by"] option').allInnerTexts()
  await page.locator('select[name="decided-by"]').selectOption({ label: people.find((one) => one.includes(by)) })
  await page.fill('#words', words)
  await choose(page, 'channel', 'letter')
  await press(page, 'Continue')
}

async function reply(page, reference) {
  await act(page, reference, 'respond')
  await press(page, 'Continue')
  await refuses(page, 'reply', 'Select what was decided')
  await decide(page, reference, 'Asha Example')
  has('reply: to check', await main(page), 'The crew was told <b>again</b>.')
  await press(page, 'Change')
  same('reply: Change keeps the words', (await page.inputValue('#words')).replaceAll('\r\n', '\n'), ANSWER)
  await press(page, 'Continue')
  await press(page, 'Confirm and save')
  await done(page, 'reply', 'The reply was recorded')
}

async function residentAsks({ browser, base }, link, js) {
  const resident = await person(browser, base, { js })
  await resident.page.goto(link)
  has('the resident reads the answer', await main(resident.page), 'The crew was told <b>again</b>.')
  await resident.page.goto(`${link}/review`)
  await resident.page.fill('#why', 'It happened again.')
  await press(resident.page, 'Send my request')
  has('the resident asks for a review', await main(resident.page), 'We will look again')
  await resident.close()
}

async function secondStage(page, reference) {
  await page.goto(`/staff/cases/${reference}`)
  has('stage 2: why they asked', await main(page), 'It happened again.')
  await decide(page, reference, 'Asha Example')
  if (await page.getByRole('button', { name: 'Confirm and save' }).count()) await press(page, 'Confirm and save')
  has('stage 2: not the one who answered stage 1', await page.title(), /^Error: /)
  const words = await page.locator('.govuk-error-summary').innerText()
  check('stage 2: refused with a reason', words.length > 40, words)
  same('stage 2, refused: the words are kept', (await page.inputValue('#words')).replaceAll('\r\n', '\n'), ANSWER)
  await decide(page, reference, 'Rowan Placeholder')
  await press(page, 'Confirm and save')
  await done(page, 'stage 2', 'The reply was recorded')
}

async function closeIt(page, reference) {
  await act(page, reference, 'close')
  await page.fill('#words', 'Settled.')
  await press(page, 'Continue')
  await press(page, 'Confirm and save')
  await done(page, 'close', 'The case was closed')
  await act(page, reference, 'respond')
  has('closed: a reply cannot be written, and why', await main(page), 'This cannot be done now')
  await page.goto(`/staff/cases/${reference}/timeline`)
  check('the timeline tells it all', (await page.locator('.moj-timeline__item').count()) >= 11, await main(page))
}

// ---- two at once -------------------------------------------------------------------------------------------------------

async function twoAtOnce({ browser, base }, js) {
  const desk = await new Desk(base).signIn('manager')
  const { looking } = await makeStates(desk, ['looking'])
  const one = await person(browser, base, { js })
  const { page } = one
  await signIn(page, 'officer')
  await act(page, looking.reference, 'note')
  await choose(page, 'kind', 'telephone')
  await page.fill('#words', 'What I wrote for ten minutes')
  const now = boxes(today())
  await desk.act(looking.reference, 'note', { kind: 'internal', words: 'The other was faster', 'on-day': now[0], 'on-month': now[1], 'on-year': now[2] })
  await press(page, 'Add the note')
  same('two at once: said', await heading(page), 'The case changed while you were writing')
  has('two at once: what the other wrote', await main(page), 'The other was faster')
  same('two at once: my words are there', await page.inputValue('#words'), 'What I wrote for ten minutes')
  await press(page, 'Save again')
  await done(page, 'two at once', 'The note was added')
  await page.goto(`/staff/cases/${looking.reference}`)
  for (const words of ['The other was faster', 'What I wrote for ten minutes']) has(`two at once: both stand`, await main(page), words)
  await one.close()
}

// ---- who may what ----------------------------------------------------------------------------------------------------

const status = async (page, path) => (await page.goto(path)).status()

async function as(world, role, look) {
  const one = await person(world.browser, world.base)
  await signIn(one.page, role)
  await story(`as ${role}`, () => look(one.page))
  check(`as ${role}: the browser had nothing to complain of`, one.page.faults.length === 0, one.page.faults.join('\n'))
  await one.close()
}

async function roles(world, reference) {
  await as(world, 'service-manager', async (page) => {
    await page.goto('/staff/cases?size=100')
    has('service manager: own service only', (await column(page, 5)).join('|'), /^(Waste and recycling\|?)+$/)
    await page.goto('/staff/search?words=Parking')
    check('service manager: search shows no other service', !(await main(page)).includes('Ali Pretend'))
    same('service manager: does not log', await status(page, '/staff/cases/new'), 403)
    same('service manager: does not triage', await status(page, `/staff/cases/${reference}/triage`), 403)
    same('service manager: no button to log', await page.getByRole('button', { name: 'Log a complaint' }).count(), 0)
  })
  await as(world, 'administrator', async (page) => {
    same('administrator: comes to the people', place(page), '/staff/admin/people')
    for (const path of ['/staff/work', '/staff/cases', `/staff/cases/${reference}`, '/staff/search?words=Jo', '/staff/cases.csv'])
      same(`administrator: no ${path.replace(reference, 'case')}`, await status(page, path), 403)
    same('administrator: no search box', await page.locator('#search-words').count(), 0)
  })
  await as(world, 'auditor', async (page) => {
    same('auditor: reads', await status(page, `/staff/cases/${reference}`), 200)
    same('auditor: reads who read', await status(page, `/staff/cases/${reference}/audit`), 200)
    await page.goto(`/staff/cases/${reference}`)
    same('auditor: is offered nothing to do', await page.locator('#can-do').count(), 0)
    for (const path of ['/staff/cases/new', `/staff/cases/${reference}/note`, `/staff/cases/${reference}/respond`, '/staff/admin/people'])
      same(`auditor: no ${path.replace(reference, 'case')}`, await status(page, path), 403)
  })
  await as(world, 'reviewer', async (page) => {
    await page.goto('/staff/cases?size=100')
    const stages = await column(page, 4)
    check('reviewer: only what is at a later stage', stages.length > 0 && !stages.includes('Investigation'), stages.join('|'))
  })
  await as(world, 'officer', async (page) => {
    same('officer: no audit', await status(page, `/staff/cases/${reference}/audit`), 403)
    same('officer: no administration', await status(page, '/staff/admin/people'), 403)
  })
}

async function goingOut(page, context, reference) {
  await page.goto(`/staff/cases/${reference}`)
  await press(page, 'Sign out')
  same('signed out: asked to sign in', place(page), '/staff/sign-in')
  await page.goBack().catch(() => {})
  const text = await page.locator('body').innerText()
  check('signed out: Back shows nothing', !text.includes('Leon Keys'), text.slice(0, 300))
  for (const path of ['/staff/work', '/staff/cases', `/staff/cases/${reference}`, '/staff/cases.csv', '/staff/admin/people']) {
    await page.goto(path)
    has(`signed out: no ${path.replace(reference, 'case')}`, place(page), '/staff/sign-in')
  }
  same('signed out: no session is left', (await context.cookies()).filter(({ name }) => name.includes('session')).length, 0)
}

async function wholeDay(world, js) {
  const name = js ? 'with JavaScript' : 'without JavaScript'
  const one = await person(world.browser, world.base, { js })
  const { page, context } = one
  let total, made
  const chapters = {
    'sign in': () => comingIn(page), work: () => work(page), lists: async () => { total = await lists(page) },
    filters: () => filters(page, total), csv: () => csv(page, total), log: async () => { made = await byTelephone(page) },
    search: () => search(page, made.reference), begin: () => beginCase(page, made.reference),
    clock: () => moveTheClock(page, made.reference), reply: () => reply(page, made.reference),
    'asks for a review': () => residentAsks(world, made.link, js), 'stage 2': () => secondStage(page, made.reference),
    close: () => closeIt(page, made.reference), 'two at once': () => twoAtOnce(world, js),
    'sign out': () => goingOut(page, context, made.reference)
  }
  for (const [chapter, tell] of Object.entries(chapters))
    if (!await story(`${name}: ${chapter}`, tell)) break // what follows builds on it
  check(`${name}: the browser had nothing to complain of`, page.faults.length === 0, page.faults.join('\n'))
  await one.close()
}

export default async function officer(world) {
  await wholeDay(world, true)
  await wholeDay(world, false)
  const desk = await new Desk(world.base).signIn('officer')
  const { looking } = await makeStates(desk, ['looking'])
  await roles(world, looking.reference)
}
