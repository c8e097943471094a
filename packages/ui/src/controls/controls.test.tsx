import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Button } from './button.tsx'
import { Segmented } from './segmented.tsx'
import { Tabs } from './tabs.tsx'
import { ToastProvider, useToast } from './toast.tsx'

const nothing = (): void => undefined
const classOf = (html: string): string | undefined => /class="([^"]*)"/.exec(html)?.[1]

test.each([
  [{}, 'btn'],
  [{ variant: 'primary' }, 'btn btn--primary'],
  [{ variant: 'primary', danger: true }, 'btn btn--danger-fill'],
  [{ danger: true, size: 'small' }, 'btn btn--danger btn--sm'],
  [{ variant: 'plain' }, 'btn btn--quiet'],
  [{ variant: 'plain', danger: true }, 'btn btn--quiet btn--danger'],
] as const)('a button of %j has the classes %s', (look, classes) => {
  expect(classOf(renderToStaticMarkup(<Button {...look} />))).toBe(classes)
})

test('a button submits nothing unless it is said, and has what its page gives it', () => {
  const plain = renderToStaticMarkup(<Button>Save</Button>)
  const busy = renderToStaticMarkup(
    <Button type="submit" disabled aria-busy aria-label="Save all" data-keeps>
      Saving
    </Button>,
  )

  expect(plain).toBe('<button type="button" class="btn">Save</button>')
  for (const part of [
    'type="submit"',
    'disabled=""',
    'aria-busy="true"',
    'aria-label="Save all"',
    'data-keeps',
  ])
    expect(busy).toContain(part)
})

test('of tabs the chosen one alone is reached by Tab and has its panel, which is named by it', () => {
  const html = renderToStaticMarkup(
    <Tabs
      label="Parts of the call"
      activeKey="answer"
      onChange={nothing}
      items={[
        { key: 'request', label: 'Request', children: 'What went out' },
        { key: 'answer', label: 'Answer', children: 'What came back' },
      ]}
    />,
  )

  const tabs = [...html.matchAll(/<button[^>]*role="tab"[^>]*>/g)].map(([tag]) => tag)
  const [panel, ...more] = [...html.matchAll(/<div role="tabpanel"[^>]*>/g)].map(([tag]) => tag)
  const attribute = (tag: string | undefined, name: string): string | undefined =>
    new RegExp(` ${name}="([^"]*)"`).exec(tag ?? '')?.[1]
  expect(html).toContain('role="tablist" aria-label="Parts of the call"')
  expect(tabs.map((tab) => attribute(tab, 'aria-selected'))).toEqual(['false', 'true'])
  expect(tabs.map((tab) => attribute(tab, 'tabindex'))).toEqual(['-1', '0'])
  expect(more).toEqual([])
  expect(html).not.toContain('What went out')
  expect(attribute(tabs[1], 'aria-controls')).toBe(attribute(panel, 'id'))
  expect(attribute(panel, 'aria-labelledby')).toBe(attribute(tabs[1], 'id'))
  expect(attribute(tabs[0], 'aria-controls')).toBeUndefined()
})

test('a segmented control is one group of radio buttons with a name, of which one is chosen', () => {
  const html = renderToStaticMarkup(
    <Segmented
      label="What is shown"
      value="calls"
      onChange={nothing}
      options={[
        { value: 'all', label: 'All' },
        { value: 'calls', label: 'Calls' },
      ]}
    />,
  )

  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag)
  expect(html).toContain('role="radiogroup" aria-label="What is shown"')
  expect(new Set(inputs.map((input) => / name="([^"]+)"/.exec(input)?.[1])).size).toBe(1)
  expect(inputs.map((input) => input.includes('checked=""'))).toEqual([false, true])
})

test('the places of toasts are there before the first, and outside of them nobody has a toaster', () => {
  const Asking = () => <p>{typeof useToast().success}</p>

  const html = renderToStaticMarkup(
    <ToastProvider>
      <Asking />
    </ToastProvider>,
  )

  expect(html).toContain('<p>function</p>')
  expect(html).toContain('<div role="status"></div><div role="alert"></div>')
  expect(() => renderToStaticMarkup(<Asking />)).toThrow('ToastProvider')
})
