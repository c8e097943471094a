import { defineTexts } from '@loggia/ui'

/** The first step: type, category, name and description. */
export const basicsTexts = defineTexts(
  {
    kindTitle: '类型与分类',
    kind: '商品类型',
    kindOf: (type: string) => `${type}，通用商品`,
    kindHint: '草稿补全并保存后不能更改。',
    category: '分类',
    categoryHint: '每个商品属于 1 个分类。',
    chooseCategory: '选择分类',
    tags: '标签',
    tagsHint: '1 至 5 个，用逗号分隔，每个最多 20 个字符。',
    textsTitle: '名称与介绍',
    textsNote: '中文和英文均为必填，按买家使用的语言显示。',
    name: '商品名称',
    summary: '一句话介绍',
    description: '详细介绍',
  },
  {
    kindTitle: 'Type and category',
    kind: 'Product type',
    kindOf: (type: string) => `${type}, general product`,
    kindHint: 'Cannot be changed once the draft is complete and saved.',
    category: 'Category',
    categoryHint: 'Each product belongs to 1 category.',
    chooseCategory: 'Choose a category',
    tags: 'Tags',
    tagsHint: '1 to 5, separated by commas, of up to 20 characters each.',
    textsTitle: 'Name and description',
    textsNote: 'Both languages are required. Buyers see the one they use.',
    name: 'Product name',
    summary: 'One-line summary',
    description: 'Description',
  },
)
