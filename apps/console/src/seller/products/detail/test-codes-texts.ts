import { defineTexts } from '@loggia/ui'

/** The test codes of a product whose buyers get authorisation codes. */
export const testCodeTexts = defineTexts(
  {
    title: '测试授权码',
    note: '提交审核前，您的软件须用测试授权码各成功调用一次激活和查询接口。测试授权码不产生订单。',
    noteSubmitted: '您的软件可以用测试授权码调用激活和查询接口。测试授权码不产生订单。',
    passed: '激活和查询均已通过测试。',
    missing: (what: string) => `尚未调用：${what}`,
    marks: { activated: '激活', checked: '查询' },
    comma: '、',
    saveFirst: '草稿补全并保存后，才能创建测试授权码。',
    make: '创建测试授权码',
    making: '创建中',
    made: '测试授权码已创建',
    full: (most: number) => `最多 ${most} 个，再创建将替换最早的一个。`,
    columns: { code: '授权码', created: '创建时间', activated: '激活', checked: '查询' },
    notYet: '未调用',
    label: '测试授权码',
  },
  {
    title: 'Test codes',
    note: 'Before you submit the product, your software has to activate and query a test code, each successfully once. A test code belongs to no order.',
    noteSubmitted: 'Your software can activate and query a test code. A test code belongs to no order.',
    passed: 'Activation and query have both been tested.',
    missing: (what: string) => `Not called yet: ${what}`,
    marks: { activated: 'activation', checked: 'query' },
    comma: ', ',
    saveFirst: 'Complete and save the draft before you create a test code.',
    make: 'Create test code',
    making: 'Creating',
    made: 'Test code created',
    full: (most: number) => `At most ${most}; a new one replaces the oldest.`,
    columns: { code: 'Code', created: 'Created', activated: 'Activation', checked: 'Query' },
    notYet: 'Not called',
    label: 'test code',
  },
)
