import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PageTabs } from './page-tabs.tsx'

type Tab = 'overview' | 'money' | 'record'

const render = (tab: Tab | undefined) =>
  renderToStaticMarkup(
    <PageTabs<Tab>
      label="Parts of the page"
      tab={tab}
      onChoose={() => undefined}
      items={[
        { key: 'overview', label: 'Overview', children: 'The company' },
        { key: 'money', label: 'Money', children: 'The balance' },
      ]}
    />,
  )
const tagsOf = (html: string, role: string) =>
  [...html.matchAll(new RegExp(`<\\w+[^>]*role="${role}"[^>]*>`, 'g'))].map(([tag]) => tag)

test.each([
  [undefined, [true, false]],
  ['overview', [true, false]],
  ['money', [false, true]],
  ['record', [true, false]],
] as const)('of the tabs of a page with the address %s these are chosen: %j', (tab, chosen) => {
  const html = render(tab)

  const tabs = tagsOf(html, 'tab')
  const panels = tagsOf(html, 'tabpanel')
  expect(tagsOf(html, 'tablist')).toHaveLength(1)
  expect(tabs.map((one) => one.includes('aria-selected="true"'))).toEqual(chosen)
  expect(panels.map((one) => !one.includes('hidden=""'))).toEqual(chosen)
})

test('every panel is on the page, for paper, and every tab names its own', () => {
  const html = render('money')

  const idsIn = (tags: readonly string[], name: string) =>
    tags.map((tag) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1])
  expect(html).toContain('The company')
  expect(html).toContain('The balance')
  expect(idsIn(tagsOf(html, 'tab'), 'aria-controls')).toEqual(idsIn(tagsOf(html, 'tabpanel'), 'id'))
})
