import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { ComparedProduct } from '@loggia/protocol/console'
import { protocolTraits } from '@loggia/protocol/protocols'
import {
  formatAmount,
  formatCount,
  formatQuantity,
  formatShare,
  formatSpan,
  formatTime,
  pickText,
  toPercent,
} from '@loggia/ui'
import type { BilingualText } from '@loggia/ui'
import { supervisionTexts } from '../../centre/products/supervision-texts.ts'
import { formatBand } from '../buying/buy-quantity.tsx'
import { formatTimes } from '../buying/term-text.ts'
import { purchaseTexts } from '../buying/texts.ts'
import { feedbackTexts } from '../feedback/texts.ts'
import { paths } from '../links.ts'
import { figuresTexts } from '../product/figures-texts.ts'
import { proofTexts } from '../product/proof-texts.ts'
import { productTexts } from '../product/texts.ts'
import { searchTexts } from '../search/texts.ts'
import { toMinorTotal } from './match.ts'
import type { Match, Offer } from './match.ts'
import { compareTexts } from './texts.ts'

/** What a cell says: a text, whether something is there, or a list; undefined stands for nothing known. */
export type Cell = {
  readonly text?: string | undefined
  readonly has?: boolean
  readonly items?: readonly string[]
  /** Smaller, below. */
  readonly notes?: readonly string[]
  readonly href?: string
  /** It is the total that is to be paid. */
  readonly isSum?: boolean
  /** What is best about it among the products. */
  readonly best?: string
}
export type Row = { readonly name: string; readonly cells: readonly Cell[]; readonly differs: boolean }
export type Group = { readonly name: string; readonly rows: readonly Row[] }

/** A product with what one would buy of it. */
export type Column = { readonly product: ComparedProduct; readonly match: Match }
type Reading = { readonly language: Language; readonly zone: string }
type Write = Reading & {
  readonly columns: readonly Column[]
  readonly text: (both: BilingualText) => string
}

/** All rows of a comparison, in groups; a row or a group about which no product says anything is left out. */
export function listGroups(columns: readonly Column[], reading: Reading): Group[] {
  const write: Write = { ...reading, columns, text: (both) => pickText(both, reading.language) }
  const { groups } = compareTexts.in(reading.language)
  return [
    { name: groups.price, rows: listPriceRows(write) },
    { name: groups.figures, rows: listFigureRows(write) },
    { name: groups.ratings, rows: listRatingRows(write) },
    { name: groups.content, rows: listContentRows(write) },
    { name: groups.delivery, rows: listDeliveryRows(write) },
    { name: groups.promises, rows: listPromiseRows(write) },
    { name: groups.support, rows: listSupportRows(write) },
  ]
    .map((group) => ({ ...group, rows: group.rows.filter(({ cells }) => cells.some(isKnown)) }))
    .filter(({ rows }) => rows.length > 0)
}

const isKnown = ({ text, has, items = [] }: Cell): boolean =>
  text !== undefined || has !== undefined || items.length > 0

function toRow(name: string, cells: readonly Cell[]): Row {
  const said = new Set(cells.map(({ text, has, items, notes }) => JSON.stringify([text, has, items, notes])))
  return { name, cells, differs: said.size > 1 }
}

/** Marks the best of the numbers, if they are not all the same. */
function markBest(
  cells: readonly Cell[],
  of: { readonly numbers: readonly (number | undefined)[]; readonly word: string; readonly least?: boolean },
): Cell[] {
  const known = of.numbers.filter((number) => number !== undefined)
  const best = of.least ? Math.min(...known) : Math.max(...known)
  const isSpread = known.some((number) => number !== best)
  return cells.map((cell, at) => (isSpread && of.numbers[at] === best ? { ...cell, best: of.word } : cell))
}

const offerOf = ({ match }: Column): Offer | undefined => ('offer' in match ? match.offer : undefined)

function listPriceRows(write: Write): Row[] {
  const { columns, language } = write
  const texts = compareTexts.in(language)
  const product = productTexts.in(language)
  const offers = columns.map(offerOf)
  const isComparable =
    new Set(offers.flatMap((offer) => (offer ? [offer.quote.total.currency] : []))).size === 1
  const numbers = isComparable ? offers.map((offer) => offer && toMinorTotal(offer)) : []
  const days = columns.map(({ product: { specifications } }) =>
    Math.max(
      0,
      ...specifications.flatMap(({ skus }) =>
        skus.flatMap(({ priceItems }) => priceItems.map(({ trialDays = 0 }) => trialDays)),
      ),
    ),
  )
  return [
    toRow(
      texts.total,
      markBest(
        columns.map((column) => writeTotal(column, write)),
        { numbers, word: texts.lowest, least: true },
      ),
    ),
    toRow(
      texts.perUnit,
      columns.map((column) => writePerUnit(column, write)),
    ),
    toRow(
      texts.pricing,
      columns.map((column) => writePricing(column, write)),
    ),
    toRow(
      texts.range,
      columns.map(({ product: { quantity } }) => ({
        text: quantity ? `${formatCount(quantity.min)}–${formatCount(quantity.max)}` : texts.byPiece,
      })),
    ),
    toRow(
      product.trial,
      markBest(
        columns.map(({ product: { trialByInvitation } }, at) =>
          days[at]
            ? omitUndefined({
                text: product.trialDays(days[at]),
                notes: trialByInvitation ? [product.trialByInvitation] : undefined,
              })
            : { has: false },
        ),
        { numbers: days, word: texts.longest },
      ),
    ),
  ]
}

/** The amount and how it is computed, or why there is none. */
function writeTotal({ product, match }: Column, { language }: Write): Cell {
  const { missing } = compareTexts.in(language)
  if ('offer' in match) {
    const { quote, term, quantity } = match.offer
    const unit = product.quantity?.unit
    const parts = quote.parts ?? [{ unitPrice: term.item.unitPrice, quantity: quantity ?? 1 }]
    return {
      text: formatAmount(quote.total),
      isSum: true,
      notes: parts.map((part) => formatTimes({ ...part, unit, term }, language)),
    }
  }
  const { quantity } = product
  if (match.missing !== 'quantity' || !quantity) return { text: missing[match.missing] }
  const range = `${formatCount(quantity.min)}–${formatQuantity(quantity.max, quantity.unit, language)}`
  return { text: missing.quantity, notes: [missing.range(range)] }
}

function writePerUnit(column: Column, { language, text }: Write): Cell {
  const offer = offerOf(column)
  if (!offer?.quote.perUnitMonth) return {}
  const unit = column.product.quantity ? text(column.product.quantity.unit) : ''
  return { text: compareTexts.in(language).perUnitMonth(formatAmount(offer.quote.perUnitMonth), unit) }
}

function writePricing(column: Column, { language }: Write): Cell {
  const texts = compareTexts.in(language)
  const { quantity } = column.product
  const offer = offerOf(column)
  if (!quantity) return { text: texts.models.piece }
  const { pricing = 'linear' } = quantity
  const bands = (offer?.quote.parts ?? []).flatMap(({ band }) => (band ? [band] : []))
  const notes =
    pricing === 'tier' ? bands.map((band) => formatBand(band, purchaseTexts.in(language).bandFrom)) : []
  return { text: texts.models[pricing], notes }
}

function listFigureRows({ columns, language }: Write): Row[] {
  const texts = figuresTexts.in(language)
  const { fastest, highest, lowest } = compareTexts.in(language)
  const all = columns.map(({ product: { figures } }) => figures)
  const row = (
    name: string,
    write: (
      of: NonNullable<(typeof all)[number]>,
    ) => { readonly text: string; readonly number: number } | undefined,
    best: { readonly word: string; readonly least?: boolean },
  ): Row => {
    const written = all.map((figures) => figures && write(figures))
    const numbers = written.map((one) => one?.number)
    return toRow(
      name,
      markBest(
        written.map((one) => ({ text: one?.text })),
        { numbers, ...best },
      ),
    )
  }
  return [
    row(
      texts.success,
      ({ opened, orders }) => ({ text: formatShare(opened, orders), number: toPercent(opened, orders) }),
      { word: highest },
    ),
    row(
      texts.half,
      ({ openedWithin }) =>
        openedWithin && {
          text: texts.within(formatSpan(openedWithin.p50Ms, language)),
          number: openedWithin.p50Ms,
        },
      { word: fastest, least: true },
    ),
    row(
      texts.refunds,
      ({ refunded, opened }) =>
        opened === 0
          ? undefined
          : { text: formatShare(refunded, opened), number: toPercent(refunded, opened) },
      { word: lowest, least: true },
    ),
  ]
}

/** What buyers say who have it, and how many of them. */
function listRatingRows({ columns, language }: Write): Row[] {
  const texts = compareTexts.in(language)
  const { short } = feedbackTexts.in(language)
  const all = columns.map(({ product: { ratings } }) => ratings)
  const cells = all.map((of): Cell =>
    of ? { text: `★ ${of.average}`, notes: [short(formatCount(of.count))] } : {},
  )
  const numbers = all.map((of) => of && Number(of.average))
  const links = columns.map(({ product: { id, ratings } }): Cell =>
    ratings
      ? { text: texts.allReviews(formatCount(ratings.count)), href: `${paths.product(id)}#reviews` }
      : { text: texts.askThere, href: `${paths.product(id)}#questions` },
  )
  return [
    toRow(texts.rating, markBest(cells, { numbers, word: texts.highest })),
    { ...toRow(texts.reviews, links), differs: false },
  ]
}

/** What the matched specification includes, and the values of each attribute. */
function listContentRows({ columns, language, text }: Write): Row[] {
  const texts = compareTexts.in(language)
  const attributes = new Map(
    columns.flatMap(({ product }) => (product.attributes ?? []).map(({ name }) => [text(name), name])),
  )
  return [
    toRow(
      texts.specification,
      columns.map((column) => {
        const offer = offerOf(column)
        return { text: offer && text(offer.specification.name) }
      }),
    ),
    toRow(
      productTexts.in(language).features,
      columns.map((column) => ({
        items: (offerOf(column)?.specification.features ?? []).map(text),
      })),
    ),
    ...[...attributes.keys()].map((name) =>
      toRow(
        name,
        columns.map(({ product }) => {
          const own = product.attributes?.find((one) => text(one.name) === name)
          return own ? { text: own.values.map(text).join(texts.comma) } : {}
        }),
      ),
    ),
  ]
}

function listDeliveryRows({ columns, language, zone }: Write): Row[] {
  const texts = compareTexts.in(language)
  const { types } = searchTexts.in(language)
  const { flows } = supervisionTexts.in(language)
  const row = (name: string, write: (product: ComparedProduct) => Cell): Row =>
    toRow(
      name,
      columns.map(({ product }) => write(product)),
    )
  return [
    row(texts.type, ({ type = 'saas' }) => ({ text: types[type] })),
    row(texts.delivery, ({ supervision }) =>
      supervision ? { text: texts.supervised, notes: [flows[supervision.flow]] } : { text: texts.automatic },
    ),
    row(texts.protocol, ({ interfaces }) => ({
      text: interfaces?.delivery && protocolTraits[interfaces.delivery].name[language],
    })),
    row(texts.joint, ({ interfaces }) => ({ has: interfaces?.joint ?? false })),
    row(texts.check, ({ check }) =>
      check
        ? {
            text: check.passed > 0 ? texts.passed : texts.failed,
            notes: [formatTime(check.at, { language, zone, precision: 'day', currentYear: 0 })],
          }
        : {},
    ),
    row(proofTexts.in(language).dataLocation, ({ dataLocation }) => ({
      text: dataLocation && pickText(dataLocation, language),
    })),
  ]
}

function listPromiseRows({ columns, language }: Write): Row[] {
  const texts = compareTexts.in(language)
  const { afterSale } = productTexts.in(language)
  const row = (name: string, write: (product: ComparedProduct) => Cell): Row =>
    toRow(
      name,
      columns.map(({ product }) => write(product)),
    )
  return [
    row(texts.refund, ({ supervision }) => (supervision ? { has: false } : { text: texts.refundWithin })),
    row(afterSale.fiveDayRefund.name, ({ afterSale: { fiveDayRefund } }) => ({ has: fiveDayRefund })),
    row(afterSale.upgrades.name, ({ afterSale: { upgrades } }) => ({ has: upgrades })),
    row(afterSale.renewalChanges.name, ({ afterSale: { renewalChanges } }) => ({ has: renewalChanges })),
    row(texts.buyers, ({ verification }) => ({ text: verification ? texts.companiesOnly : texts.everybody })),
  ]
}

/** How soon the sellers answer tickets, as on their own pages. */
function writeAnswers(columns: readonly Column[], language: Language): Cell[] {
  const { answersWithin } = searchTexts.in(language)
  const numbers = columns.map(({ product: { answerMs } }) => answerMs)
  const cells = numbers.map((ms): Cell =>
    ms === undefined ? {} : { text: answersWithin(formatSpan(ms, language)) },
  )
  return markBest(cells, { numbers, word: compareTexts.in(language).fastest, least: true })
}

function listSupportRows({ columns, language, zone, text }: Write): Row[] {
  const texts = productTexts.in(language)
  const row = (name: string, write: (product: ComparedProduct) => Cell): Row =>
    toRow(
      name,
      columns.map(({ product }) => write(product)),
    )
  return [
    row(texts.supportHours, ({ support }) => ({ text: support && text(support.hours) })),
    toRow(searchTexts.in(language).sellerAnswers, writeAnswers(columns, language)),
    row(texts.supportContent, ({ support }) => ({ text: support && text(support.content) })),
    row(texts.supportHotline, ({ support }) => ({ text: support?.hotline })),
    row(texts.supportEmail, ({ support }) =>
      omitUndefined({
        text: support?.email,
        href: support && `mailto:${support.email}`,
      }),
    ),
    row(texts.seller, ({ seller }) => ({ text: text(seller.name), href: paths.seller(seller.id) })),
    row(compareTexts.in(language).listed, ({ listedAt }) => ({
      text: listedAt && formatTime(listedAt, { language, zone, precision: 'day', currentYear: 0 }),
    })),
  ]
}
