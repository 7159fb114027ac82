// Cases in every state, each with its private link, made through the forms of the desk.
import { boxes, today, workingDays } from './dates.mjs'
import { dateFields } from './desk.mjs'

const STORY = 'The recycling outside number 12 was not collected on three Wednesdays. I rang each time.'
const ANSWER = `Dear Jo Bloggs

We looked into the three missed collections. The crew's record shows that the lorry did not enter your street.

We agree with your complaint. We are sorry. From this week the crew is given the street on its first round, and a supervisor checks it.

If you are not happy with this answer, you can ask us to look again.`

const ago = (days) => boxes(workingDays(today(), -days))
const on = (days) => dateFields('on', ago(days))

// The value of the option or label with these words, in the page of a form.
export function optionOf(html, words) {
  for (const [, value, text] of html.matchAll(/<option value="([^"]*)"[^>]*>\s*([^<]*?)\s*<\/option>/g))
    if (text.includes(words)) return value
  throw new Error(`no option ${words}`)
}

async function log(desk, days, more = {}) {
  const services = await desk.read('/staff/cases/new')
  const service = optionOf(services, more.young ? "Children" : 'Waste and recycling')
  const received = dateFields('received', ago(days))
  const who = more.anonymous ? {} : { name: 'Jo Bloggs', phone: '020 7946 0100', email: 'jo.bloggs@example.org' }
  return desk.log({ what: STORY, wanted: 'Please collect it, and tell me why.', service, time: '00:01', ...who, ...received, ...more })
}

export async function triage(desk, reference) {
  const html = await desk.read(`/staff/cases/${reference}/triage`)
  const procedure = html.match(/name="procedure"[^>]*value="([^"]*)"[^>]*checked/)?.[1] ??
    html.match(/value="([^"]*)"[^>]*name="procedure"[^>]*checked/)?.[1]
  const service = html.match(/id="service"[\s\S]*?<option value="([^"]*)" selected/)?.[1] ?? ''
  const owner = optionOf(html, 'Asha Example')
  await desk.act(reference, 'triage', { procedure, service, owner, summary: 'Recycling missed three weeks running' })
}

const acknowledge = (desk, reference, days) => desk.act(reference, 'acknowledge', { channel: 'email', ...on(days) })

async function respond(desk, reference, days, by, outcome = 'not-upheld') {
  const html = await desk.read(`/staff/cases/${reference}/respond`)
  await desk.act(reference, 'respond', {
    outcome, 'decided-by': optionOf(html, by), words: ANSWER, channel: 'email', confirmed: 'yes', remedies: ['apology', 'explanation'],
    ...on(days)
  })
}

const ask = (desk, reference, days) =>
  desk.act(reference, 'request-review', { why: 'The crew still does not come.', wanted: 'Collect it.', ...on(days) })

async function extend(desk, reference, days, until) {
  const html = await desk.read(`/staff/cases/${reference}/extend`)
  await desk.act(reference, 'extend', {
    ...dateFields('until', boxes(workingDays(today(), until))), words: 'We wait for the record of the contractor.',
    'allowed-by': optionOf(html, 'Morgan Sample'), told: 'yes', ...on(days)
  })
}

const acknowledged = (days) => (desk, reference) => acknowledge(desk, reference, days)
const replied = (days, by, outcome) => (desk, reference) => respond(desk, reference, days, by, outcome)
const asked = (days) => (desk, reference) => ask(desk, reference, days)
const act = (name, fields) => (desk, reference) => desk.act(reference, name, { ...fields, ...on(0) })

// How many working days ago a case was received, and what was done to it since.
const RECIPES = {
  fresh: [0],
  anonymous: [1, triage],
  looking: [4, triage, acknowledged(3)],
  late: [32, triage, acknowledged(31)],
  paused: [8, triage, acknowledged(7), act('pause', { reason: 'awaiting-information', words: 'A photograph of the street.' })],
  extended: [12, triage, acknowledged(11), (desk, reference) => extend(desk, reference, 0, 15)],
  answered: [12, triage, acknowledged(11), replied(0, 'Sam Specimen', 'upheld')],
  windowOver: [60, triage, acknowledged(59), replied(46, 'Sam Specimen')],
  askedLate: [60, triage, acknowledged(59), replied(46, 'Sam Specimen'), asked(2)],
  review: [14, triage, acknowledged(13), replied(0, 'Sam Specimen'), asked(0)],
  lastAnswer: [14, triage, acknowledged(13), replied(0, 'Sam Specimen'), asked(0), acknowledged(0), replied(0, 'Rowan Placeholder', 'upheld')],
  withdrawn: [6, triage, acknowledged(5), act('withdraw', { words: 'They rang: it was collected.', confirmed: 'yes' })],
  closed: [14, triage, acknowledged(13), replied(0, 'Sam Specimen', 'upheld'), act('close', { words: 'Settled.', confirmed: 'yes' })],
  children: [5, triage, acknowledged(4)]
}
const MORE = { anonymous: { anonymous: 'yes' }, children: { young: 'yes', needs: 'large-print', safe: 'Ring after 4pm only.' } }

// { state: { reference, link } }
export async function makeStates(desk, names = Object.keys(RECIPES)) {
  const made = {}
  for (const name of names) {
    const [days, ...steps] = RECIPES[name]
    const one = await log(desk, days, MORE[name])
    for (const step of steps) await step(desk, one.reference)
    made[name] = one
  }
  return made
}
