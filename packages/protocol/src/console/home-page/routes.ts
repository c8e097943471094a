import { z } from 'zod'
import {
  mediaPathSchema,
  productCardSchema,
  productStateSchema,
  sellerBriefSchema,
} from '../catalog/products.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import { searchTotalSchema } from '../search/routes.ts'
import { defineId, defineLine, textSchema } from '../values.ts'
import { longestHomeWord, longestNote, mostChosen, mostHomeWords, selectionStates } from './kinds.ts'

/** A date in the zone of the marketplace, from 2000 to 2099: `2027-02-06`. */
const dateSchema = z.iso.date().regex(/^20/)
/** Grows with each change; 0 if there was none. A change is refused if it names another one. */
const versionSchema = z.number().int().min(0).max(2_147_483_647)

/** Why a product was chosen, in both languages. */
const noteSchema = defineLine(longestNote)

/** The first and the last day on which a selection is shown; without one it is not limited. */
const spanSchema = z.object({ from: dateSchema.optional(), until: dateSchema.optional() })

const chosenSchema = z.object({ productId: defineId('prd'), note: noteSchema.optional() })

/** Words to search for, in their order. */
const wordsSchema = z.array(z.string().trim().min(1).max(longestHomeWord)).max(mostHomeWords)
const bothWordsSchema = z.object({ zh: wordsSchema, en: wordsSchema })

/** A chosen product that is on sale. The picture is its first one; only the first of the selection has it. */
const shownProductSchema = chosenSchema.extend({ picture: mediaPathSchema.optional() })
export type ShownProduct = z.infer<typeof shownProductSchema>

const homePageSchema = z.object({
  /** The first products of the catalogue, at most 100, and those of the selection that are not among them. */
  products: z.array(productCardSchema),
  /** Those of the products that operators chose; empty if nothing is chosen for today, or nothing of it is on sale. */
  selection: z.array(shownProductSchema),
  words: bothWordsSchema,
})
export type HomePageChoice = Pick<z.infer<typeof homePageSchema>, 'selection' | 'words'>

/** A chosen product as operators see it. */
const listedProductSchema = z.object({
  id: defineId('prd'),
  name: textSchema,
  logo: z.string().optional(),
  seller: sellerBriefSchema,
  state: productStateSchema,
  /** Whether visitors can see it: it is on sale, and so is at least one specification that is not hidden. */
  isPublic: z.boolean(),
  note: textSchema.optional(),
})
export type ChosenProduct = z.infer<typeof listedProductSchema>

const countedWordSchema = z.object({
  word: z.string(),
  /** How many products a search for it finds now. */
  products: searchTotalSchema,
})

const operatorHomePageSchema = z.object({
  selection: spanSchema.extend({
    version: versionSchema,
    state: z.enum(selectionStates),
    products: z.array(listedProductSchema),
  }),
  words: z.object({
    version: versionSchema,
    zh: z.array(countedWordSchema),
    en: z.array(countedWordSchema),
  }),
})
export type OperatorHomePage = z.infer<typeof operatorHomePageSchema>

const changed = z.object({ version: versionSchema })

export const homePageRoutes = defineRoutes({
  'GET /api/home-page': {
    summary: {
      en: 'Get what the home page shows: products, those of them that operators chose, and words to search for',
      zh: '查询首页展示的商品、其中的精选商品和推荐搜索词',
    },
    role: 'anyone',
    reply: homePageSchema,
  },
  'GET /api/operator/home-page': {
    summary: {
      en: 'Get the selection of the home page with the state of each product, and the words to search for with what they find',
      zh: '查询首页精选（含各商品状态）和推荐搜索词（含命中数量）',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: operatorHomePageSchema,
  },
  'PUT /api/operator/home-page/selection': {
    summary: { en: 'Replace the selection of the home page', zh: '修改首页精选' },
    role: 'operator',
    needs: 'catalogue',
    body: spanSchema
      .extend({ version: versionSchema, products: z.array(chosenSchema).max(mostChosen) })
      .strict(),
    reply: changed,
  },
  'PUT /api/operator/home-page/words': {
    summary: { en: 'Replace the words to search for on the home page', zh: '修改首页的推荐搜索词' },
    role: 'operator',
    needs: 'catalogue',
    body: bothWordsSchema.extend({ version: versionSchema }).strict(),
    reply: changed,
  },
})
