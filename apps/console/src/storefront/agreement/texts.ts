import { defineTexts } from '@loggia/ui'

/** The agreements of the marketplace: their names, their pages, and the links to them in forms. */
export const agreementTexts = defineTexts(
  {
    names: { user: '用户协议', privacy: '隐私说明', seller: '商家合作协议' },
    version: (version: string) => `第 ${version} 版`,
    published: '发布于',
    builtIn: '内置的简短版本，云商店发布自己的版本前适用',
    others: '其他协议',
    read: '查看',
  },
  {
    names: { user: 'User agreement', privacy: 'Privacy notice', seller: 'Seller agreement' },
    version: (version: string) => `Version ${version}`,
    published: 'published',
    builtIn: 'A short built-in text, which applies until the marketplace publishes its own',
    others: 'Other agreements',
    read: 'Read:',
  },
)
