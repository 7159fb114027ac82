// axe-core finds nothing, and the browser's console says nothing, on any page in any state; with scripts, and where they do
// not load (with JavaScript off altogether axe itself cannot run).
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { atlas, walk } from './atlas.mjs'
import { check, note } from './tap.mjs'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The rule "region" is off: the design system puts its back link outside of the landmarks, on purpose.
const run = `axe.run(document, { rules: { region: { enabled: false } }, runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, impact, help, nodes }) =>
    id + ' (' + impact + '): ' + help + nodes.slice(0, 3).map(({ html }) => '\\n    ' + html.slice(0, 300)).join('')))`

export async function look(tab, entry, scripts) {
  let found = []
  try {
    await entry.arrive(tab)
    found = await tab.evaluate(`${axe};${run}`)
  } catch (error) {
    found = [`could not be looked at: ${error.message}`]
  }
  const faults = scripts ? tab.faults : tab.faults.filter((fault) => !/\.js|ERR_FAILED|dynamically imported/.test(fault))
  check(`axe${scripts ? '' : ' without scripts'}: ${entry.name}`, found.length + faults.length === 0, [...found, ...faults].join('\n'))
}

export const blockScripts = (tab) => tab.route('**/*.js', (route) => route.abort())

export default async function axeEverywhere({ browser, base }) {
  const all = await atlas(base)
  note(`${all.pages.length} pages`)
  await walk(browser, base, all, {}, (tab, entry) => look(tab, entry, true))
  const publicOnes = all.pages.filter(({ who, name }) => name !== '429' && ['visitor', 'writer', 'sender'].includes(who))
  const staffOnes = ['my work of officer', 'cases ', 'log a complaint', 'case of paused', 'act: respond', 'act: respond, wrong', 'people', 'settings']
  const kinds = [...publicOnes, ...all.pages.filter(({ name }) => staffOnes.includes(name))]
  await walk(browser, base, { ...all, pages: kinds }, { prepare: blockScripts }, (tab, entry) => look(tab, entry, false))
}
