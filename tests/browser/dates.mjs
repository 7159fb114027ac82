// Working days by hand, from the feed of bank holidays alone: what the pages say is compared with this, not with the program.
import fs from 'node:fs'

const DAY = 86400000
const root = new URL('../../', import.meta.url)

const newestFeed = fs.readdirSync(new URL('calendars/', root)).filter((name) => name.endsWith('.json')).sort().at(-1)
const feed = JSON.parse(fs.readFileSync(new URL(`calendars/${newestFeed}`, root), 'utf8'))
const holidays = new Set(feed['england-and-wales'].events.map((event) => event.date))

export const iso = (day) => day.toISOString().slice(0, 10)
export const plus = (day, days) => new Date(day.getTime() + days * DAY)
export const isWorking = (day) => day.getUTCDay() % 6 !== 0 && !holidays.has(iso(day))

// Today in London, as a day without a time.
export function today() {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' }).format(new Date())
  return new Date(`${parts}T00:00:00Z`)
}

// The day that is so many working days after `from`; `from` itself is day 0. Below 0: before.
export function workingDays(from, count) {
  const step = Math.sign(count)
  let day = from
  for (let left = Math.abs(count); left > 0;) {
    day = plus(day, step)
    if (isWorking(day)) left--
  }
  return day
}

const words = (day, options) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', year: 'numeric', ...options })
    .formatToParts(day).filter((part) => part.type !== 'literal').map((part) => part.value).join(' ')

export const inWords = (day) => words(day, { weekday: 'long', month: 'long' })
export const withoutWeekday = (day) => words(day, { month: 'long' })
export const boxes = (day) => [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear()].map(String)
