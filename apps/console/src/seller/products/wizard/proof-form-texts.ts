import { defineTexts } from '@loggia/ui'

/** What a seller shows so that buyers can judge a product. */
export const proofFormTexts = defineTexts(
  {
    title: '视频、文档与数据',
    video: '视频网址',
    videoHint: '以 https:// 开头。商品页显示链接，在新标签页打开。',
    documents: '文档',
    documentsHint: '使用指南、白皮书等的网址，商品页显示链接，在新标签页打开。',
    document: (place: number) => `文档 ${place}`,
    name: '文档名称',
    address: '文档网址',
    add: '添加文档',
    full: (most: number) => `最多 ${most} 个。`,
    remove: '删除',
    removeOf: (place: number) => `删除文档 ${place}`,
    dataLocation: '数据存放地',
    dataLocationHint: '买家的数据存放在哪里，例如“中国内地（上海）”。',
  },
  {
    title: 'Video, documents and data',
    video: 'Address of a video',
    videoHint: 'Begins with https://. The product page shows a link, which opens in a new tab.',
    documents: 'Documents',
    documentsHint:
      'Addresses of guides, white papers and the like. The product page shows links, which open in a new tab.',
    document: (place: number) => `Document ${place}`,
    name: 'Name',
    address: 'Address',
    add: 'Add document',
    full: (most: number) => `At most ${most}.`,
    remove: 'Delete',
    removeOf: (place: number) => `Delete document ${place}`,
    dataLocation: 'Where data is stored',
    dataLocationHint: 'Where the data of buyers lies, such as “Chinese mainland (Shanghai)”.',
  },
)
