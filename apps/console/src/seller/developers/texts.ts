import { defineTexts } from '@loggia/ui'

export const developerTexts = defineTexts(
  {
    title: '开发者工具',
    lead: '商家服务器的工具包和命令行工具，可以直接从本云商店安装，无需克隆源码。',
    making: {
      title: '正在生成商家工具包',
      text: '安装包由本云商店的源码生成，通常只需几秒，完成后自动显示。',
    },
    none: {
      title: '暂不提供商家工具包',
      text: '运营人员运行 npm run release 生成安装包后，可以在这里下载。',
    },
    seller: {
      title: '商家工具包',
      note: '需要 Node.js 20 或更高版本、Bun 或 Deno，不依赖其他包。',
      text: '已实现签名、防重放、幂等和结果码，您只需编写商品被购买、冻结、释放时的处理逻辑。',
    },
    commandLine: {
      title: '命令行工具',
      note: '需要 Node.js 24 或更高版本，依赖的包由 npm 安装。',
      text: '检查服务器（check）、诊断签名（diagnose）、在本机模拟云商店（emulate）、发送单个签名请求（call）。',
      tryIt: '检查服务器',
    },
    /** Between two sentences. */
    space: '',
    version: '版本',
    size: '大小',
    install: '安装',
    download: '下载',
    downloadOf: (name: string) => `下载 ${name}`,
    documents: {
      title: '指南与更新记录',
      note: '与此版本配套，以纯文本打开。',
      pages: '查看全部指南和协议规范',
      integrate: '十分钟接入',
      emulator: '用模拟器测试',
      seller: '商家工具包说明（英文）',
      commandLine: '命令行参考（英文）',
      changelog: '更新记录（英文）',
    },
  },
  {
    title: 'Developers',
    lead: 'Install the seller kit and the command line straight from this marketplace, without cloning its source code.',
    making: {
      title: 'Building the seller kit',
      text: 'This marketplace builds the packages from its own source code, usually within seconds. They appear here automatically.',
    },
    none: {
      title: 'No seller kit available',
      text: 'Once an operator has run npm run release, you can download the kit here.',
    },
    seller: {
      title: 'Seller kit',
      note: 'Requires Node.js 20 or later, Bun or Deno, and no other package.',
      text: 'Takes care of signatures, replay protection, repeated requests and result codes. You only write what happens when your product is bought, frozen or released.',
    },
    commandLine: {
      title: 'Command line',
      note: 'Requires Node.js 24 or later; npm installs the packages it needs.',
      text: 'Checks your server (check), finds the mistake in a signature (diagnose), runs a marketplace on your computer (emulate) and sends single signed requests (call).',
      tryIt: 'Check your server',
    },
    space: ' ',
    version: 'Version',
    size: 'Size',
    install: 'Install',
    download: 'Download',
    downloadOf: (name: string) => `Download ${name}`,
    documents: {
      title: 'Guides and changelog',
      note: 'For this version, opened as plain text.',
      pages: 'All guides and protocols',
      integrate: 'Integrate in ten minutes',
      emulator: 'Test with the emulator',
      seller: 'Seller kit reference',
      commandLine: 'Command line reference',
      changelog: 'Changelog',
    },
  },
)
