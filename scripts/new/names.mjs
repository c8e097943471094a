// The names of a new domain or page: of its folder, types, table and texts.
import { NewFault } from './fault.mjs'

const kebab = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/
const nameless = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc'])
/** Reserved words of JavaScript and SQL, since a variable and a table get the name. */
const reserved = new Set(
  `all and any arguments array as asc async await both break case cast catch check class collate column const
   constraint continue create current debugger default delete desc distinct do else end enum eval except export
   extends false fetch finally for foreign from function grant group having if implements import in initially
   instanceof interface intersect into lateral leading let limit localtime new not null number object of offset on
   only or order package placing primary private protected public references return returning select some static
   string super switch symbol table then this throw to trailing true try type typeof undefined union unique user
   using value var variadic void when where while window with yield`.split(/\s+/),
)

const upperFirst = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** A name in each form that code uses. */
export function formsOf(name) {
  const words = name.split('-')
  const pascal = words.map(upperFirst).join('')
  return {
    kebab: name,
    snake: words.join('_'),
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    text: words.join(' '),
  }
}

/** Throws unless the name is in lower case with words joined by hyphens. */
export function requireName(what, name) {
  if (!kebab.test(name ?? ''))
    throw new NewFault(
      `${what} is written in lower case, its words joined by a hyphen: "service-windows", not "${name ?? ''}".`,
    )
  if (nameless.has(name)) throw new NewFault(`"${name}" says nothing: name what is in it.`)
}

/** Checks a Chinese name, which is written into quoted texts. */
export function requireChinese(zh) {
  if (zh !== undefined && !/^[\p{Script=Han}\p{L}\p{N} ·-]{1,20}$/u.test(zh))
    throw new NewFault(`A Chinese name has at most twenty letters, and no signs: not "${zh}".`)
}

/** `warranties` → `warranty`; undefined if the simple rules are not sure, as for *statuses* and *houses*. */
function singularOf(plural) {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`
  if (/(ss|x|z|ch|sh)es$/.test(plural)) return plural.slice(0, -2)
  return /([^uis]|[^u]se)s$/.test(plural) && !plural.endsWith('uses') ? plural.slice(0, -1) : undefined
}

/**
 * Plural and singular of a domain in every form. `given` is the plural; `singular` is needed if the rules are not sure.
 */
export function namesOf(given, singular = singularOf(given ?? '')) {
  requireName('The name of a domain', given)
  if (singular === undefined)
    throw new NewFault(
      `"${given}" is taken for a plural, and its singular is not plain: name it with --singular.`,
    )
  requireName('The singular', singular)
  if (singular === given)
    throw new NewFault(`Plural and singular are both "${given}": the list and one of it need two names.`)
  const names = { plural: formsOf(given), singular: formsOf(singular) }
  const word = [names.plural.camel, names.singular.camel].find((one) => reserved.has(one.toLowerCase()))
  if (word) throw new NewFault(`"${word}" is a word of the language or of the database: take another name.`)
  return names
}

/**
 * A free prefix of three letters for ids, preferring consonants of the name. `given` is the prefix that a person chose.
 */
export function idPrefixOf({ singular }, taken, given) {
  if (given !== undefined) {
    if (!/^[a-z]{3}$/.test(given))
      throw new NewFault(`A prefix of ids is three lower-case letters, not "${given}".`)
    if (taken.has(given)) throw new NewFault(`The prefix "${given}" is taken: name another with --prefix.`)
    return given
  }
  const letters = [...new Set(singular.kebab.replaceAll(/[^a-z]/g, ''))].join('')
  const [first = ''] = letters
  const consonants = first + letters.slice(1).replaceAll(/[aeiou]/g, '')
  const found = [...threes(consonants), ...threes(letters)].find((three) => !taken.has(three))
  if (found === undefined)
    throw new NewFault(`No three letters of "${singular.kebab}" are free: name a prefix with --prefix.`)
  return found
}

/** All combinations of three letters, in order, that begin with the first letter; nearest letters first. */
function* threes(letters) {
  for (let second = 1; second < letters.length; second += 1)
    for (let third = second + 1; third < letters.length; third += 1)
      yield letters[0] + letters[second] + letters[third]
}

/** Placeholders of the templates and what replaces them; templates are written for a domain "sample items". */
export function placeholdersOf({ plural, singular }) {
  const forms = ['kebab', 'snake', 'camel', 'pascal']
  const sample = { plural: formsOf('sample-items'), singular: formsOf('sample-item') }
  return new Map([
    ...forms.flatMap((form) => [
      [sample.plural[form], plural[form]],
      [sample.singular[form], singular[form]],
    ]),
    ['sample items', plural.text],
    ['sample item', singular.text],
    ['Sample items', upperFirst(plural.text)],
    ['Sample item', upperFirst(singular.text)],
  ])
}
