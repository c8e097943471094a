import { defineTexts } from '@loggia/ui'

/** The first step: type, category, name and description. */
export const basicsTexts = defineTexts(
  {
    kindTitle: '类型与分类',
    kind: '商品类型',
    kindOf: (type: string) => `${type}，通用商品`,
    kindHint: '类型保存后不能更换。',
    category: '分类',
    categoryHint: '商品须属于 1 个最末级分类。',
    chooseCategory: '选择分类',
    tags: '标签',
    tagsHint: '1 至 5 个，每个最多 20 个字，用逗号分开。',
    textsTitle: '名称与说明',
    textsNote: '两种语言都要写：英文名称会出现在英文账单上。',
    name: '商品名称',
    summary: '一句话介绍',
    description: '详细说明',
  },
  {
    kindTitle: 'Type and category',
    kind: 'Product type',
    kindOf: (type: string) => `${type}, general product`,
    kindHint: 'The type stays as it is once the product is saved.',
    category: 'Category',
    categoryHint: 'A product is in exactly one category at the end of the tree.',
    chooseCategory: 'Choose a category',
    tags: 'Tags',
    tagsHint: '1 to 5, of at most 20 characters each, separated by commas.',
    textsTitle: 'Names and texts',
    textsNote: 'Both languages are needed: the English name appears on English bills.',
    name: 'Product name',
    summary: 'One-line summary',
    description: 'Description',
  },
)
