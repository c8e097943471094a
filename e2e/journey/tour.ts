import type { Browser, Page } from 'playwright-core'
import { findBarriers, requireFit, openReader } from '../harness/browser.ts'
import type { Language, Reader } from '../harness/browser.ts'
import { wordsIn } from './words.ts'
import type { Words } from './words.ts'

/** A reader's way through the pages. Faults of pages are collected, so that one run reports all of them. */
export type Tour = Reader & {
  readonly language: Language
  readonly words: Words
  /**
   * Checks that the page fits at both widths, and runs axe; takes pictures if they are wanted. If the page was already
   * checked in the other language, axe checks only colours and names.
   */
  look(name: string, page?: Page): Promise<void>
  signIn(email: string, password: string): Promise<void>
}

/** The rules of axe whose results may differ between languages: colours of a theme, and names. */
const inEachLanguage = [
  'color-contrast',
  'aria-command-name',
  'aria-dialog-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'button-name',
  'document-title',
  'html-has-lang',
  'html-lang-valid',
  'input-button-name',
  'label',
  'link-name',
  'select-name',
  'valid-lang',
]
/** The language in which each page was first checked, by the page's name. */
const firstLanguages = new WeakMap<Browser, Map<string, Language>>()

function isFirst(browser: Browser, name: string, language: Language): boolean {
  const languages = firstLanguages.get(browser) ?? new Map<string, Language>()
  firstLanguages.set(browser, languages)
  const first = languages.get(name) ?? language
  languages.set(name, first)
  return first === language
}

export async function startTour(
  browser: Browser,
  options: { language: Language; origin: string },
): Promise<Tour> {
  const { language, origin } = options
  // One theme for each language, because the pages are the same: only the results for colours and names differ.
  const reader = await openReader(browser, { language, origin, dark: language === 'en-US' })
  const words = wordsIn[language]
  const { page, faults } = reader
  let pictures = 0
  async function look(name: string, shown: Page = page): Promise<void> {
    const picture = `${language}-${String((pictures += 1)).padStart(2, '0')}-${name}`
    await requireFit(shown, picture).catch((error: Error) => faults.push(error.message))
    const rules = isFirst(browser, name, language) ? {} : { only: inEachLanguage }
    for (const barrier of await findBarriers(shown, rules)) faults.push(`${picture}: ${barrier}`)
  }
  async function signIn(email: string, password: string): Promise<void> {
    if (!new URL(page.url(), origin).pathname.startsWith('/sign-in')) await page.goto(`${origin}/sign-in`)
    await page.getByLabel(words.email, { exact: true }).fill(email)
    await page.getByLabel(words.password, { exact: true }).fill(password)
    await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  }
  return { ...reader, language, words, look, signIn }
}
