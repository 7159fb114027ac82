// The resident's whole way, with and without JavaScript: from the start page to the review of an answer.
import { SLUGS } from './atlas.mjs'
import { heading, main, person } from './browser.mjs'
import { inWords, today, withoutWeekday, workingDays } from './dates.mjs'
import { Desk } from './desk.mjs'
import { makeStates, triage, optionOf } from './states.mjs'
import { check, has, same, story } from './tap.mjs'

const STORY = 'The recycling was not collected.\n\nI rang on Monday. "Tomorrow", they said: it was not true – 3 < 4 & <b>so on</b>.'

// ---- the form -----------------------------------------------------------------------------------------------

// Where the browser stands, without the host.
const place = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')

async function press(page, words) {
  const button = page.getByRole('button', { name: words, exact: true })
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button.click()])
}

const goOn = (page) => press(page, 'Continue')

async function answer(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).first()
    const type = await field.getAttribute('type')
    if (type === 'radio' || type === 'checkbox')
      for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check()
    else await field.fill(value)
  }
  await goOn(page)
}

// A refused page: says so in its title and first, links to the field, and says the same beside it.
async function refuses(page, name, words, field) {
  has(`${name}: the title says Error`, await page.title(), /^Error: /)
  const summary = page.locator('.govuk-error-summary')
  has(`${name}: there is a problem`, await summary.innerText(), words)
  const link = summary.locator('a', { hasText: words }).first()
  const target = (await link.getAttribute('href')).slice(1)
  same(`${name}: the link leads to the field`, await page.locator(`[id="${target}"]`).getAttribute('name'), field)
  has(`${name}: the same beside the field`, await page.locator('.govuk-error-message').first().innerText(), words)
}

// ---- the doors ------------------------------------------------------------------------------------------------

async function startPage(page) {
  await page.goto('/')
  await page.getByRole('button', { name: 'Start now' }).click()
  same('start: asks what to do', await heading(page), 'What do you want to do?')
  await goOn(page)
  await refuses(page, 'want', 'Select what you want to do', 'want')
}

async function doors(page) {
  const ways = { existing: '/existing', thank: '/compliment', ask: '/enquiry', report: '/instead/service-request',
    decision: '/start/decision', other: '/start/other', complaint: '/start/about' }
  for (const [want, to] of Object.entries(ways)) {
    await page.goto('/start')
    await answer(page, { want })
    same(`want ${want}: leads on`, place(page), to)
  }
}

const onward = (page) => page.locator('main a', { hasText: 'Continue with a complaint' })

async function signposts(page) {
  for (const slug of SLUGS) {
    await page.goto(`/instead/${slug}`)
    const to = await onward(page).getAttribute('href')
    await onward(page).click()
    check(`signpost ${slug}: no dead end`, to === place(page) && /^\/(complaint|start)/.test(place(page)), `${to} -> ${place(page)}`)
  }
  for (const list of ['/start/decision', '/start/other', '/compliment', '/enquiry']) {
    await page.goto(list)
    same(`${list}: no dead end`, await onward(page).count(), 1)
  }
}

async function subjects(page) {
  await page.goto('/start/about')
  const values = await page.locator('input[name=about]').evaluateAll((items) => items.map((item) => item.value))
  for (const about of values) {
    await page.goto('/start/about')
    await answer(page, { about })
    check(`about ${about}: leads to the form or a signpost`, /^\/(complaint\/who|instead\/)/.test(place(page)), place(page))
  }
  await page.goto('/start/about')
  await answer(page, { about: values.includes('other') ? 'other' : values.at(-1) })
}

// ---- question by question ---------------------------------------------------------------------------------------

async function wrongFirst(page, step, words, field, typed = {}) {
  same(`${step}: is asked`, place(page), `/complaint/${step}`)
  for (const [name, value] of Object.entries(typed)) await page.locator(`main [name="${name}"]`).first().fill(value)
  await goOn(page)
  await refuses(page, step, words, field)
  for (const [name, value] of Object.entries(typed))
    same(`${step}: ${name} is kept`, await page.locator(`main [name="${name}"]`).first().inputValue(), value)
}

async function pickService(page) {
  const corporate = page.getByLabel('Waste and recycling', { exact: true })
  await corporate.check()
  await goOn(page)
}

async function tooMuch(page) {
  const words = 'It was not collected. '.repeat(920).trim()
  await wrongFirst(page, 'what', /20,?000|too long|characters/i, 'what', { what: words })
  await page.locator('#what').fill('y'.repeat(300000))
  await goOn(page)
  same('what, 300,000 letters: a page says so', await heading(page), 'That is too long')
  await page.getByRole('link', { name: 'Go back to your answers' }).click()
  check('what, 300,000 letters: back to the form', place(page).startsWith('/complaint/what'), place(page))
  await page.goto('/complaint/what')
}

async function fillForm(page) {
  await page.goto('/complaint')
  await wrongFirst(page, 'who', 'Select who this complaint is for', 'whom')
  await answer(page, { whom: 'self' })
  await wrongFirst(page, 'name-choice', 'Select if you want to give your name', 'name_choice')
  await answer(page, { name_choice: 'give' })
  await wrongFirst(page, 'service', 'Select a service', 'service')
  await pickService(page)
  await wrongFirst(page, 'what', 'Enter what went wrong', 'what')
  await tooMuch(page)
  await answer(page, { what: STORY })
  await answer(page, { when: 'Every Wednesday since May' })
  await answer(page, { effect: 'It smells.' })
  await answer(page, { wanted: 'Collect it.' })
  await wrongFirst(page, 'told-us', 'Select if you have told us', 'told')
  await answer(page, { told: 'no' })
  await wrongFirst(page, 'name', 'Enter your name', 'name')
  await answer(page, { name: "Jo O'Bloggs-Ní" })
  await wrongFirst(page, 'contact', 'Select how we should contact you', 'contact')
  await answer(page, { contact: ['email', 'phone'] })
  await wrongFirst(page, 'contact-details', 'email', 'email', { email: 'jo.bloggs@', phone: '12' })
  await answer(page, { email: 'jo.bloggs@example.org', phone: '020 7946 0100' })
  await wrongFirst(page, 'safe', 'Select if it is safe', 'safe')
  await answer(page, { safe: 'yes' })
  await answer(page, { needs: ['large-print'] })
  same('after the last question: check', place(page), '/complaint/check')
}

// ---- back and forth ------------------------------------------------------------------------------------------------

const row = (page, key) =>
  page.locator('.govuk-summary-list__row').filter({ has: page.locator('dt').getByText(key, { exact: true }) })

async function backAndChange(page) {
  has('check: says what was written', await main(page), 'it was not true – 3 < 4 & <b>so on</b>.')
  await page.locator('.govuk-back-link').click()
  same('back: from check to the last question', place(page), '/complaint/support')
  check('back: what was chosen is there', await page.locator('[value=large-print]').isChecked())
  await page.locator('.govuk-back-link').click()
  same('back: one more', place(page), '/complaint/safe')
  await page.goto('/complaint/check')
  await row(page, 'Your name').getByRole('link', { name: /Change/ }).click()
  same('change: shows the answer', await page.locator('#name').inputValue(), "Jo O'Bloggs-Ní")
  await answer(page, { name: '' })
  has('change: a wrong one is refused', await page.title(), /^Error: /)
  await answer(page, { name: 'Jo Bloggs' })
  same('change: straight back to check', place(page), '/complaint/check')
  has('change: the new answer stands', await row(page, 'Your name').innerText(), 'Jo Bloggs')
}

async function someoneElse(page) {
  await row(page, 'Who is this complaint for?').getByRole('link', { name: /Change/ }).click()
  await answer(page, { whom: 'other' })
  same('someone else: what is missing now is asked', place(page).split('?')[0], '/complaint/on-behalf')
  await goOn(page)
  await refuses(page, 'on-behalf', 'Enter the name of the person', 'behalf_name')
  await answer(page, { behalf_name: 'Elin Invented', behalf_relation: 'parent', behalf_consent: 'yes' })
  same('someone else: back to check', place(page), '/complaint/check')
  has('someone else: their name stands', await main(page), 'Elin Invented')
}

// ---- sending -------------------------------------------------------------------------------------------------------

const reference = (text) => text.match(/CMP-[0-9A-Z]{8}/)?.[0]

async function sendTwice(page, context, js) {
  const other = await context.newPage()
  await other.goto('/complaint/check')
  const button = page.getByRole('button', { name: 'Send complaint' })
  await Promise.all([page.waitForURL('**/complaint/sent'), button.dblclick()])
  const first = reference(await main(page))
  check(`sent${js ? '' : ' (no scripts)'}: a reference`, Boolean(first), await main(page))
  await press(other, 'Send complaint')
  same('sent again from another tab: the same reference', reference(await main(other)), first)
  await other.goBack()
  if (place(other) === '/complaint/check') await press(other, 'Send complaint')
  same('Back and sent again: the same reference', reference(await main(other)), first)
  await other.close()
  await page.reload()
  same('the confirmation loads again', reference(await main(page)), first)
  return first
}

async function confirmation(page) {
  const text = await main(page)
  same('confirmation: its heading', await heading(page), 'Complaint sent')
  has('confirmation: written to in 2 working days', text, inWords(workingDays(today(), 2)))
  has('confirmation: answered in 15 working days', text, inWords(workingDays(today(), 15)))
  has('confirmation: the Ombudsman', text, 'Ombudsman')
  await page.goto('/complaint/what')
  same('after sending: a question leads to the confirmation', place(page), '/complaint/sent')
  return page.locator('main a[href^="/t/"]').first().getAttribute('href')
}

async function codeOpens(page, link) {
  await page.goto('/complaint/sent')
  const code = (await main(page)).match(/\b[0-9a-z]{4}(?:-[0-9a-z]{2,4}){5,7}\b/i)?.[0]
  check('confirmation: a code to write down', Boolean(code), await main(page))
  await page.goto('/existing')
  await page.fill('#link', ` ${String(code).toUpperCase()} `)
  await goOn(page)
  same('the code opens the complaint', place(page), link)
}

// ---- the private link ------------------------------------------------------------------------------------------------

async function addWords(page, link) {
  await page.goto(link)
  same('progress: its heading', await heading(page), 'Your complaint')
  has('progress: the date', await main(page), inWords(workingDays(today(), 15)))
  await page.getByRole('link', { name: 'Tell us more' }).click()
  await press(page, 'Send')
  await refuses(page, 'add', 'Enter what you want to tell us', 'words')
  await page.fill('#words', 'They came today, but took half.')
  await press(page, 'Send')
  has('add: thanked', await main(page), 'We have what you told us')
}

async function officerAnswers(desk, number) {
  await triage(desk, number)
  await desk.act(number, 'acknowledge', { channel: 'email' , ...desk.todayFields })
  const form = await desk.read(`/staff/cases/${number}/respond`)
  await desk.act(number, 'respond', { outcome: 'partly-upheld', 'decided-by': optionOf(form, 'Sam Specimen'), channel: 'email',
    words: 'We are sorry.\n\nThe crew missed your street <b>twice</b>.', confirmed: 'yes', ...desk.todayFields })
}

async function askReview(page, link) {
  await page.goto(link)
  const text = await main(page)
  has('answered: the answer, as it was written', text, 'The crew missed your street <b>twice</b>.')
  has('answered: until when to ask', text, inWords(workingDays(today(), 20)))
  await page.getByRole('button', { name: 'Ask us to look again' }).click()
  await page.fill('#why', 'Half of it is still there.')
  await press(page, 'Send my request')
  has('review: confirmed', await main(page), 'We will look again')
  has('review: the new date', await main(page), inWords(workingDays(today(), 15)))
  await page.goto(`${link}/review`)
  same('review: cannot be asked twice', place(page), link)
}

async function takeBack(page, link) {
  await page.goto(`${link}/withdraw`)
  await page.getByRole('link', { name: 'No, go back to your complaint' }).click()
  same('take back: No goes back', place(page), link)
  await page.getByRole('link', { name: 'Take your complaint back' }).click()
  await press(page, 'Yes, take my complaint back')
  has('take back: done', await main(page), 'You have taken your complaint back')
  has('take back: the day', await main(page), withoutWeekday(today()))
  same('take back: not twice', await page.getByRole('link', { name: 'Take your complaint back' }).count(), 0)
}

async function wrongLinks(page) {
  for (const link of ['/t/00000000000000000000000000', '/t/x', '/t/CMP-26H14R66']) {
    const response = await page.goto(link)
    same(`${link}: 404`, response.status(), 404)
    same(`${link}: plain words`, await heading(page), 'This link does not work any more')
  }
  await page.goto('/existing')
  await goOn(page)
  await refuses(page, 'existing', 'Enter your private link or your code', 'link')
  await page.fill('#link', 'CMP-26H14R66')
  await goOn(page)
  has('existing: the number alone opens nothing', await main(page), 'the number alone does not open it')
}

// ---- other ways through the form ----------------------------------------------------------------------------------------

async function anonymously(page) {
  await page.goto('/complaint/who')
  await answer(page, { whom: 'self' })
  await answer(page, { name_choice: 'anonymous' })
  await pickService(page)
  await answer(page, { what: 'It was dark.' })
  for (let i = 0; i < 3; i++) await goOn(page)
  await answer(page, { told: 'not-sure' })
  same('anonymous: no name, no contact, straight to check', place(page), '/complaint/check')
  await press(page, 'Send complaint')
  const text = await main(page)
  has('anonymous: told about the link', text, 'we cannot write to you')
  check('anonymous: no letter is promised', !text.includes(inWords(workingDays(today(), 2))))
  has('anonymous: answered in 15 working days', text, inWords(workingDays(today(), 15)))
}

async function deleteDraft(page) {
  await page.goto('/complaint/who')
  await answer(page, { whom: 'self' })
  await page.goto('/complaint/what')
  await answer(page, { what: 'A secret' })
  await page.getByRole('link', { name: 'Delete what I have written' }).click()
  await press(page, 'Delete what I have written')
  same('delete: said', await heading(page), 'What you wrote is deleted')
  await page.goto('/complaint/what')
  has('delete: nothing is left', place(page), '/complaint/who')
}

async function expiredDraft(page, context, base) {
  await page.goto('/complaint/who')
  await answer(page, { whom: 'self' })
  await context.addCookies([{ name: 'draft', value: '00000000000000000000000000', url: base }])
  await page.goto('/complaint/effect')
  has('an old draft: begins again', place(page), '/complaint/who')
  has('an old draft: says why', await main(page), 'We could not find what you wrote before')
  await context.clearCookies({ name: 'draft' })
  await page.goto('/complaint/check')
  has('no cookie: begins again', place(page), '/complaint/who')
}

async function youngPeople(page) {
  await page.goto('/complaint/who')
  await answer(page, { whom: 'young' })
  same('young: shown who helps', place(page), '/young-people')
  await press(page, 'Write to us')
  same('young: the form goes on', place(page), '/complaint/name-choice')
}

async function wholeWay({ browser, base }, js) {
  const name = js ? 'with JavaScript' : 'without JavaScript'
  const one = await person(browser, base, { js })
  const { page, context } = one
  const desk = await new Desk(base).signIn('officer')
  const now = today()
  desk.todayFields = { 'on-day': now.getUTCDate(), 'on-month': now.getUTCMonth() + 1, 'on-year': now.getUTCFullYear() }
  let number, link
  const chapters = {
    start: () => startPage(page), doors: () => doors(page), signposts: () => signposts(page), subjects: () => subjects(page),
    form: () => fillForm(page), 'back and change': () => backAndChange(page), 'someone else': () => someoneElse(page),
    send: async () => { number = await sendTwice(page, context, js) },
    confirmation: async () => { link = await confirmation(page) },
    code: () => codeOpens(page, link), add: () => addWords(page, link), answer: () => officerAnswers(desk, number),
    review: () => askReview(page, link), 'take back': () => takeBack(page, link), 'wrong links': () => wrongLinks(page),
    anonymous: () => anonymously(page), delete: () => deleteDraft(page), 'old draft': () => expiredDraft(page, context, base),
    young: () => youngPeople(page)
  }
  for (const [chapter, tell] of Object.entries(chapters))
    if (!await story(`${name}: ${chapter}`, tell)) break // what follows builds on it
  check(`${name}: the browser had nothing to complain of`, page.faults.length === 0, page.faults.join('\n'))
  await one.close()
}

// Those who ask after the time is over are not turned away.
async function lateReview({ browser, base }) {
  const desk = await new Desk(base).signIn('officer')
  const { windowOver } = await makeStates(desk, ['windowOver'])
  const one = await person(browser, base)
  await one.page.goto(`${windowOver.link}/review`)
  has('late review: may still be asked', await main(one.page), 'You can still ask')
  await one.page.fill('#why', 'The answer is wrong.')
  await one.page.fill('#late', 'I was in hospital.')
  await press(one.page, 'Send my request')
  has('late review: said what happens', await main(one.page), 'We are reading why')
  await one.close()
}

export default async function resident(world) {
  await wholeWay(world, true)
  await wholeWay(world, false)
  await story('late review', () => lateReview(world))
}
