import { defineTexts } from '@loggia/ui'

/** The agreements and pages of the marketplace: their names, their pages, and the links to them in forms. */
export const agreementTexts = defineTexts(
  {
    names: {
      user: '用户协议',
      privacy: '隐私说明',
      seller: '商家合作协议',
      help: '帮助中心',
      contact: '联系我们',
      about: '关于我们',
    },
    version: (version: string) => `第 ${version} 版`,
    published: '发布于',
    builtIn: '内置的简短版本，云商店发布自己的版本前适用',
    others: '其他协议',
    otherPages: '相关页面',
    read: '查看',
    contact: {
      email: '邮箱',
      phone: '电话',
      hours: '服务时间',
      missing: '尚未设置云商店的邮箱和电话。此提示仅运营人员可见。',
      set: '去设置',
    },
  },
  {
    names: {
      user: 'User agreement',
      privacy: 'Privacy notice',
      seller: 'Seller agreement',
      help: 'Help',
      contact: 'Contact',
      about: 'About us',
    },
    version: (version: string) => `Version ${version}`,
    published: 'published',
    builtIn: 'A short built-in text, which applies until the marketplace publishes its own',
    others: 'Other agreements',
    otherPages: 'Related pages',
    read: 'Read:',
    contact: {
      email: 'Email',
      phone: 'Phone',
      hours: 'Hours',
      missing: 'The marketplace has no email or phone number yet. Only operators see this note.',
      set: 'Open settings',
    },
  },
)
