// What `npm run new page` writes: a page with its address, menu entry and texts, and its entry in the list of its
// centre.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NewFault } from './fault.mjs'
import { addStatementFrom, addToPages, requireUndeclared } from './insert.mjs'
import { formsOf, placeholdersOf, requireChinese, requireName } from './names.mjs'
import { createFill, readTemplates } from './write.mjs'

/** Each centre, and the menu group that a new page is put into. */
const groups = { seller: 'account', buyer: 'account', operator: 'market' }

/** Like planDomain: all files with their new texts, and the next steps for a person. */
export function planPage(root, name, { zh, centre = 'seller' } = {}) {
  requireName('The name of a page', name)
  requireChinese(zh)
  if (!Object.hasOwn(groups, centre))
    throw new NewFault(`A centre is one of ${Object.keys(groups).join(', ')}, not "${centre}".`)
  const folder = `apps/console/src/${centre}/${name}`
  if (existsSync(join(root, folder))) throw new NewFault(`${folder} is there already: take another name.`)
  requireFreeAddress(root, centre, name)
  const forms = formsOf(name)
  const fill = createFill(
    new Map([
      ...placeholdersOf({ plural: forms, singular: forms }),
      ['someCentre', centre],
      ['someGroup', groups[centre]],
      ['样品', zh ?? '新页面'],
    ]),
  )
  return {
    created: readTemplates('page').map(({ path, text }) => ({ path: fill(path), text: fill(text) })),
    changed: [inPages(root, { centre, name: forms, routes: `${forms.camel}Routes` })],
    next: [
      'npm run check',
      `npm run dev                  then /${centre}/${name}`,
      `Write its lead in texts.ts${zh === undefined ? ', and its Chinese name (or begin again with --zh)' : ''}.`,
    ],
  }
}

/** Throws if a page of the centre has this address, even in another folder: the centre would not start. */
function requireFreeAddress(root, centre, name) {
  const there = globSync(`apps/console/src/${centre}/*/route.ts`, { cwd: root }).find((path) =>
    readFileSync(join(root, path), 'utf8').includes(`path: '/${name}'`),
  )
  if (there) throw new NewFault(`${there} has the address /${centre}/${name} already: take another name.`)
}

/** The centre's list of pages with one more, after the pages of that feature or at its end. */
export function inPages(root, { centre, name, routes, after }) {
  const path = `apps/console/src/${centre}/pages.ts`
  const file = { path, text: readFileSync(join(root, path), 'utf8') }
  requireUndeclared(file, [routes])
  const imported = addStatementFrom(file, `import { ${routes} } from './${name.kebab}/route.ts'`)
  return addToPages(imported, { list: `${centre}Pages`, after: after && `...${after}` }, `...${routes}`)
}
