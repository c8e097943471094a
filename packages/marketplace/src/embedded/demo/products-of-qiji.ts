import { createSpecification, describe, people, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's sixth seller: what personnel departments use. */
export const productsOfQiji: readonly DemoProduct[] = [
  {
    mark: 'qiji-attendance',
    category: 'hr',
    tags: ['考勤', '排班', '请假'],
    name: say(['栖霁考勤', 'Qiji Attendance']),
    summary: say([
      '排班、打卡、请假与加班合成一张工时表，月底直接用于算薪。',
      'Rotas, clocking, leave and overtime on one sheet of hours, ready for payroll at the end of the month.',
    ]),
    description: describe(
      [
        '三班倒、综合工时、外勤打卡，规则越多，月底核对越久。栖霁考勤在当天就把异常提示给员工本人，由本人补卡或请假，主管只处理例外。',
        'Three shifts, averaged hours, clocking in the field: the more rules, the longer the checks at the end of a month. Qiji Attendance shows what is missing to the employee on the same day, and managers only deal with exceptions.',
      ],
      [
        '排班支持按技能和法定休息时间自动检查，冲突当场指出。换班由双方在手机上确认，记录自动生效。',
        'Rotas are checked against skills and legal rest times while they are written. Two people swap a shift by confirming it on their phones.',
      ],
      [
        '开通后导入员工名单即可使用。门禁、考勤机和企业通讯录可以同步。',
        'Once activated, load the list of employees and start. Door access, time clocks and company directories can be synchronised.',
      ],
    ),
    quantity: people(10, 10_000),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '3', year: '30', trialDays: 14 }, [
        ['打卡、请假与加班', 'Clocking, leave and overtime'],
        ['固定班制', 'Fixed shifts'],
      ]),
      createSpecification(say(['排班版', 'Rotas']), { month: '5.5', year: '55' }, [
        ['多班制与综合工时', 'Several shifts and averaged hours'],
        ['技能与休息检查', 'Checks of skills and rest'],
        ['考勤机同步', 'Synchronised time clocks'],
      ]),
    ],
  },
  {
    mark: 'qiji-payroll',
    category: 'hr',
    tags: ['薪酬', '个税', '工资条'],
    name: say(['栖霁薪酬', 'Qiji Payroll']),
    summary: say([
      '工资、社保与个税一次算完，每个数字都能展开到它的依据。',
      'Pay, contributions and tax in one run, and every figure opens to what it was made from.',
    ]),
    description: describe(
      [
        '栖霁薪酬把工资表拆成可以核对的步骤：取数、计算、复核、发放。任何一个数字都可以点开，看到来自哪次调薪、哪天考勤、哪条规则。',
        'Qiji Payroll divides a pay run into steps that can be checked: collect, calculate, review, pay. Any figure opens to the rise, the day of attendance or the rule it comes from.',
      ],
      [
        '各城市社保基数和个税规则由我们维护，调整前一周提示受影响的员工和金额。上月与本月逐人比较，差异超过设定比例时需要说明。',
        'We maintain contribution bases of cities and the rules of income tax, and show a week ahead whom a change affects, and by how much. Each month is compared with the last one, person by person.',
      ],
      [
        '工资条由员工本人在手机上查看，阅后可设为不可转发。发放文件适用于常见银行的代发格式。',
        'Employees read their payslips on their phones. Files for payment follow the usual formats of banks.',
      ],
    ),
    quantity: people(10, 10_000),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '6', year: '64' }, [
        ['单一法人', 'One legal entity'],
        ['工资条与代发文件', 'Payslips and payment files'],
      ]),
      createSpecification(say(['集团版', 'Group']), { month: '9.5', year: '98' }, [
        ['多法人与多城市', 'Several entities and cities'],
        ['调薪预算', 'Budgets for rises'],
        ['总账凭证', 'Entries for the ledger'],
      ]),
    ],
  },
  {
    mark: 'qiji-hire',
    category: 'hr',
    tags: ['招聘', '面试', '人才库'],
    name: say(['栖霁招聘', 'Qiji Hire']),
    summary: say([
      '从需求到入职一条线：简历、面试评价与录用审批不再散在邮件里。',
      'One line from the vacancy to the first day: applications, interviews and approvals, no longer spread over emails.',
    ]),
    description: describe(
      [
        '用人部门提出需求，招聘人员发布职位，候选人从投递到录用只有一张卡片。每次面试前，面试官会收到简历和需要了解的问题。',
        'Departments state whom they need, recruiters publish the post, and each candidate is one card from the application to the offer. Before an interview, interviewers get the application and the questions to ask.',
      ],
      [
        '评价按能力项打分，面试官互相看不到对方的结论，直到本人提交。录用审批显示同岗位的薪酬区间。',
        'Interviewers rate skills, and do not see the ratings of others before they have given their own. The approval of an offer shows the range of pay for the post.',
      ],
      [
        '落选的候选人进入人才库，经本人同意后保留两年，到期自动删除。',
        'Candidates who were not chosen stay in the pool for two years if they agree, and are then deleted.',
      ],
    ),
    quantity: seats(1, 200),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '98', year: '980', trialDays: 14 }, [
        ['每席同时招聘 20 个职位', '20 open posts a seat'],
        ['面试日程', 'Interview calendar'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '168', year: '1680' }, [
        ['职位数不限', 'Any number of posts'],
        ['录用审批', 'Approval of offers'],
        ['招聘分析', 'Reports on hiring'],
      ]),
    ],
  },
  {
    mark: 'qiji-survey',
    category: 'hr',
    tags: ['调研', '敬业度', '匿名'],
    name: say(['栖霁问询', 'Qiji Survey']),
    summary: say([
      '匿名的员工调研：少于八人的分组不出结果，没有人会被认出来。',
      'Anonymous staff surveys: groups of fewer than eight show no result, so that nobody is recognised.',
    ]),
    description: describe(
      [
        '员工是否说真话，取决于是否相信匿名。栖霁问询把身份与答案分开保存，少于八人的分组不显示结果，文字意见先去除姓名再呈现。',
        'Whether people answer honestly depends on whether they trust that they stay unknown. Qiji Survey stores identities apart from answers, shows no result for groups of fewer than eight, and removes names from comments.',
      ],
      [
        '题库由组织心理学顾问编写，也可以自己出题。结果与上一次比较，并列出最值得先做的三件事。',
        'Questions were written by organisational psychologists, and you can add your own. Results are compared with the last survey, and name the three things most worth doing first.',
      ],
      [
        '支持邮件、二维码和企业应用三种方式填写，未填写的人会收到两次提醒。',
        'People answer by email, by code or in the company’s app, and those who have not answered are reminded twice.',
      ],
    ),
    quantity: people(20, 20_000),
    specifications: [
      createSpecification(say(['单次调研', 'One survey']), { once: '9' }, [
        ['一次调研，四周有效', 'One survey within four weeks'],
        ['结果报告', 'Report of the results'],
      ]),
      createSpecification(say(['全年版', 'All year']), { month: '2', year: '20' }, [
        ['调研次数不限', 'Any number of surveys'],
        ['趋势与对比', 'Trends and comparisons'],
      ]),
    ],
  },
]
