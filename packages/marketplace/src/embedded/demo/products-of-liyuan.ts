import { createSpecification, describe, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's seventh seller: data, and what makes it readable. */
export const productsOfLiyuan: readonly DemoProduct[] = [
  {
    mark: 'liyuan-boards',
    category: 'data',
    tags: ['看板', '报表', '自助分析'],
    name: say(['砾原看板', 'Liyuan Boards']),
    summary: say([
      '业务人员自己拖出报表，口径统一在一处定义，同一个数不再有两个答案。',
      'Departments build their own reports, and each measure is defined once, so that one question has one answer.',
    ]),
    description: describe(
      [
        '销售说毛利是三成，财务说是两成七，往往只是口径不同。砾原看板把指标的口径集中定义，任何报表引用它，改动后全部同步。',
        'Sales says the margin is 30%, finance says 27%, and often only the definition differs. Liyuan Boards defines each measure once; every report uses it, and follows when it changes.',
      ],
      [
        '业务人员从已定义的指标里选取，拖动即可成图。数据权限按组织和行控制，同一张看板，每个人只看到自己负责的部分。',
        'People choose from these measures and drag them into charts. Rights go down to rows, so that on one board everybody sees their own part.',
      ],
      [
        '支持常见数据库和表格文件，数据每小时更新。看板可以定时发送，也可以投到大屏。',
        'Usual databases and spreadsheets can be connected, and data is updated every hour. Boards can be sent on a schedule or shown on a wall.',
      ],
    ),
    quantity: seats(5, 2000),
    specifications: [
      createSpecification(say(['查看版', 'Viewers']), { month: '12', year: '120' }, [
        ['查看与订阅', 'View and subscribe'],
        ['行级权限', 'Rights by row'],
      ]),
      createSpecification(say(['分析版', 'Analysts']), { month: '68', year: '680', trialDays: 14 }, [
        ['自助制作看板', 'Build boards'],
        ['指标定义', 'Define measures'],
        ['定时发送', 'Scheduled sending'],
      ]),
    ],
  },
  {
    mark: 'liyuan-quality',
    category: 'data',
    tags: ['数据质量', '校验', '血缘'],
    name: say(['砾原数据质检', 'Liyuan Quality']),
    summary: say([
      '每天早上告诉您昨夜的数据哪里不对，影响了哪些报表。',
      'Tells you every morning what is wrong with last night’s data, and which reports it affects.',
    ]),
    description: describe(
      [
        '报表错了，往往是用的人先发现。砾原数据质检在数据入库后立即检查：行数、空值、重复、波动和跨表一致，不合格的批次先隔离再通知。',
        'When a report is wrong, it is often its reader who notices first. Liyuan Quality checks data as it arrives: rows, gaps, duplicates, jumps and agreement between tables. Batches that fail are set aside, and somebody is told.',
      ],
      [
        '规则可以从历史数据中推荐，您确认后生效。每个问题都列出下游的表和报表，负责人一目了然。',
        'Rules are proposed from past data and apply once you confirm them. Each problem lists the tables and reports behind it, with the people in charge.',
      ],
      [
        '只读连接，不复制明细数据；质检结果保留一年，可用于审计。',
        'The connection only reads and copies no details. Results are kept for a year, also for audits.',
      ],
    ),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '860', year: '8600', trialDays: 14 }, [
        ['200 张表', '200 tables'],
        ['规则推荐', 'Proposed rules'],
      ]),
      createSpecification(say(['企业版', 'Business']), { month: '1980', year: '19800' }, [
        ['表数不限', 'Any number of tables'],
        ['下游影响分析', 'Effects on reports'],
        ['审计导出', 'Audit export'],
      ]),
    ],
  },
  {
    mark: 'liyuan-forecast',
    category: 'data',
    tags: ['预测', '销量', '时间序列'],
    name: say(['砾原预测', 'Liyuan Forecast']),
    summary: say([
      '按门店和单品预测未来八周的销量，给出区间而不是一个数。',
      'Forecasts eight weeks of sales for each shop and item, as a range and not as one number.',
    ]),
    description: describe(
      [
        '砾原预测读取历史销量、促销计划和节假日，为每个门店、每个单品给出未来八周的区间。区间越宽，说明越不确定，备货时心里有数。',
        'Liyuan Forecast reads past sales, planned promotions and holidays, and gives a range for each shop and item over eight weeks. A wide range means little certainty, which is what a buyer should know.',
      ],
      [
        '每周一更新，并公布上周预测与实际的差距。偏差大的单品列出原因：断货、促销未执行或新品。',
        'It is updated on Mondays and publishes how far last week’s forecast was off. Items with large gaps say why: out of stock, a promotion that did not take place, or a new item.',
      ],
      [
        '结果可以下载，也可以通过接口送到补货系统。首次接入需要至少十二个月的历史数据。',
        'Results can be downloaded or sent to a replenishment system. The first run needs at least twelve months of past data.',
      ],
    ),
    specifications: [
      createSpecification(say(['五千单品', '5,000 items']), { month: '1280', year: '12800' }, [
        ['门店数不限', 'Any number of shops'],
        ['每周更新', 'Weekly updates'],
      ]),
      createSpecification(say(['五万单品', '50,000 items']), { month: '3600', year: '36000' }, [
        ['门店数不限', 'Any number of shops'],
        ['每日更新', 'Daily updates'],
        ['接口输出', 'Results by API'],
      ]),
    ],
  },
  {
    mark: 'liyuan-trade',
    type: 'data_asset',
    category: 'data',
    tags: ['行业数据', '价格', '指数'],
    name: say(['砾原建材价格库', 'Liyuan Building Prices']),
    summary: say([
      '三百种建材的周度价格，来源与采集日期逐条标注，可直接用于概算。',
      'Weekly prices of three hundred building materials, each with source and date, ready for estimates.',
    ]),
    description: describe(
      [
        '概算最怕用了过期的价格。砾原建材价格库每周采集三十一个城市的报价，剔除异常值后给出中位数和区间，每条都注明来源类型和采集日期。',
        'Estimates suffer from prices that are out of date. Each week Liyuan collects quotes in 31 cities, leaves out what does not fit, and gives median and range with kind of source and date.',
      ],
      [
        '数据以表格文件交付，字段说明和采集方法一并提供。您可以指定需要的城市和品类。',
        'You receive spreadsheets with a description of fields and methods, for the cities and materials that you name.',
      ],
      [
        '授权在购买单位内部使用，可以引用到报告中，不得转售原始数据。',
        'The data may be used within the buying company and quoted in reports; it may not be sold on.',
      ],
    ),
    supervision: {
      flow: 'data_file',
      template: say([
        '1. 需要的城市\n2. 需要的品类\n3. 起止月份\n4. 接收人邮箱',
        '1. Cities\n2. Materials\n3. First and last month\n4. Email of the recipient',
      ]),
      criteria: say([
        '文件可以打开，城市、品类和月份与需求一致，缺失率低于 2%。',
        'The files open, cities, materials and months match the requirements, and fewer than 2% of the values are missing.',
      ]),
    },
    specifications: [
      createSpecification(say(['单城市', 'One city']), { once: '1800' }, [
        ['近十二个月', 'The last twelve months'],
        ['300 种材料', '300 materials'],
      ]),
      createSpecification(say(['全部城市', 'All cities']), { once: '12600' }, [
        ['近三十六个月', 'The last 36 months'],
        ['300 种材料', '300 materials'],
        ['采集方法说明', 'Description of methods'],
      ]),
    ],
  },
]
