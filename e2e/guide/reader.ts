import type { Locator, Page } from 'playwright-core'

/** Longer than a person would wait before looking at the guide again. */
const patienceMs = 20_000
const pressable = ['button', 'link', 'radio', 'checkbox', 'tab', 'menuitem'] as const

/**
 * Finds what a guide names, like a person: in the open dialog, otherwise on the page rather than in the frame around
 * it.
 */
export async function press(page: Page, name: string, beside: string | undefined): Promise<void> {
  const found = await findToPress(page, name, beside)
  // The name may change a moment later, when a figure appears beside it; then it is looked for once more.
  const pressed = await found.click({ timeout: 5_000 }).then(
    () => true,
    () => false,
  )
  if (!pressed) await (await findToPress(page, name, beside)).click()
}

function findToPress(page: Page, name: string, beside: string | undefined): Promise<Locator> {
  return lookFor(page, `to press “${name}”`, async (scope) => {
    const within = beside === undefined ? scope : rowsOf(scope).filter({ hasText: beside })
    const byRole = pressable.map((role) => within.getByRole(role, { name, exact: true }))
    const seen = await visibleOf(byRole)
    // A label, or the visible words of an element whose accessible name is longer.
    return seen.length > 0
      ? seen
      : visibleOf([
          within.getByLabel(name, { exact: true }),
          within.locator('summary').getByText(name, { exact: true }),
          within.getByText(name, { exact: true }),
        ])
  })
}

/** Writes into the field of this name, or chooses from it. */
export async function write(page: Page, name: string, value: string): Promise<void> {
  const field = await lookFor(page, `to write into “${name}”`, (scope) =>
    visibleOf([scope.getByLabel(name, { exact: true }).and(scope.locator('input, select, textarea'))]),
  )
  const isChoice = (await field.evaluate((one) => one.tagName)) === 'SELECT'
  if (isChoice) await field.selectOption({ label: value })
  else await field.fill(value)
}

/** Presses what opens the browser's choice of a file, and chooses one. */
export async function chooseFile(
  page: Page,
  { name, beside }: { readonly name: string; readonly beside: string | undefined },
  path: string,
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser', { timeout: patienceMs }),
    press(page, name, beside),
  ])
  await chooser.setFiles(path)
}

export async function see(page: Page, text: string): Promise<void> {
  const found = page.getByText(text).filter({ visible: true }).first()
  await found.waitFor({ timeout: patienceMs }).catch(() => {
    throw new Error(`“${text}” is not to be seen on ${page.url()}`)
  })
}

/** Waits until the page is idle before the next act. */
export async function waitForRest(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('.late, progress:not([value]), [aria-busy="true"]'),
  )
}

type Scope = Page | Locator
const rowsOf = (scope: Scope): Locator => scope.locator('tr, li, article').filter({ visible: true })

async function visibleOf(all: readonly Locator[]): Promise<Locator[]> {
  const found = await Promise.all(all.map((one) => one.filter({ visible: true }).all()))
  return found.find((some) => some.length > 0) ?? []
}

/** A link of the page before may go while it is asked; then they do not yet, and are looked for again. */
async function leadToOnePlace(found: readonly Locator[]): Promise<boolean> {
  const limit = { timeout: 1_000 }
  const places = await Promise.all(found.map((one) => one.getAttribute('href', limit).catch(() => null)))
  return places.every((place) => place !== null && place === places[0])
}

/**
 * Waits until there is exactly one match. Two matches that a reader could confuse are a fault of the guide or of the
 * page.
 */
async function lookFor(
  page: Page,
  what: string,
  findIn: (scope: Scope) => Promise<Locator[]>,
): Promise<Locator> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    await waitForRest(page)
    const dialogs = await page.getByRole('dialog').filter({ visible: true }).all()
    const scopes: Scope[] = dialogs.length > 0 ? dialogs.slice(-1) : [page.locator('main'), page]
    let many = 0
    for (const scope of scopes) {
      const found = await findIn(scope)
      many ||= found.length
      if (found.length > 0) {
        if (found[0] && (found.length === 1 || (await leadToOnePlace(found)))) return found[0]
        break
      }
    }
    if (performance.now() > deadline)
      throw new Error(
        `${many === 0 ? 'There is nothing' : `There are ${many} things`} ${what} on ${page.url()}`,
      )
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
}
