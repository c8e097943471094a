import { defineTexts } from '@loggia/ui'

export const developerTexts = defineTexts(
  {
    title: '开发者工具',
    lead: '编写商家服务器用的工具包和命令行工具，直接从本云商店安装，不需要克隆源码。',
    making: {
      title: '正在生成商家工具包',
      text: '云商店正在从自己的源码生成安装包，通常几秒钟；完成后这里会自动显示。',
    },
    none: {
      title: '本云商店没有提供商家工具包',
      text: '由运营方执行 npm run release 生成安装包后，这里就能下载。',
    },
    seller: {
      title: '商家工具包',
      note: '需要 Node.js 20 以上、Bun 或 Deno，不依赖其他包。',
      text: '签名、防重放、幂等和应答码都已实现，您只写商品被购买、冻结、释放时要做的事。',
    },
    commandLine: {
      title: '命令行工具',
      note: '需要 Node.js 24 以上，依赖的包由 npm 安装。',
      text: '检查您的服务器（check）、诊断签名（diagnose）、在本机模拟云商店（emulate）、发出单个带签名的请求（call）。',
      tryIt: '检查',
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
      note: '与这个版本配套，以纯文本打开。',
      integrate: '十分钟接入',
      emulator: '用模拟云商店测试',
      seller: '商家工具包说明（英文）',
      commandLine: '命令行参考（英文）',
      changelog: '更新记录（英文）',
    },
  },
  {
    title: 'Developers',
    lead: 'The kit for a seller’s server and the command line, installed from this marketplace without a clone of its sources.',
    making: {
      title: 'The kit is being made',
      text: 'This marketplace makes the archives from its own sources, mostly within seconds; they appear here by themselves.',
    },
    none: {
      title: 'This marketplace hands out no kit',
      text: 'Once its operators have made the archives with npm run release, they are offered here.',
    },
    seller: {
      title: 'The seller kit',
      note: 'Needs Node.js 20 or later, Bun or Deno, and no other package.',
      text: 'Signatures, replays, repeats and result codes are done for you: you write what happens when your product is bought, frozen or released.',
    },
    commandLine: {
      title: 'The command line',
      note: 'Needs Node.js 24 or later; npm installs the packages it needs.',
      text: 'Checks your server (check), names the mistake in a signature (diagnose), runs the marketplace on your laptop (emulate) and sends single signed requests (call).',
      tryIt: 'Check',
    },
    space: ' ',
    version: 'Version',
    size: 'Size',
    install: 'Install',
    download: 'Download',
    downloadOf: (name: string) => `Download ${name}`,
    documents: {
      title: 'Guides and changes',
      note: 'Of this version, opened as plain text.',
      integrate: 'Integrate in ten minutes',
      emulator: 'Test with the emulator',
      seller: 'The seller kit',
      commandLine: 'The command line',
      changelog: 'What changed',
    },
  },
)
