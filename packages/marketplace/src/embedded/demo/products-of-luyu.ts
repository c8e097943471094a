import { agents, createCombinations, people, createSpecification } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's second seller: the daily business of a company. */
export const productsOfLuyu: readonly DemoProduct[] = [
  {
    mark: 'luyu-care',
    category: 'marketing',
    tags: ['客服', '工单', 'CRM'],
    name: { zh: '鹿屿全渠道客服', en: 'Luyu Care' },
    summary: {
      zh: '网页、电话、邮件与小程序并入一条队列，质检自动抽样。',
      en: 'Web, phone, mail and mini programs in one queue, with quality checks drawn by themselves.',
    },
    description: {
      zh: `鹿屿全渠道客服让一位顾客不必把话说两遍。无论从网页、电话、邮件还是小程序进来，坐席看到的都是同一条时间线：问过什么、买过什么、上次是谁接的。

队列按技能与等候时间分派，超时自动升级。质检每天抽取会话打分，扣分项附原话，坐席可以申诉。

常见问题由知识库先答，答不了的立即转人工，并把已经问清的内容一并带过去。`,
      en: `With Luyu Care no customer tells a story twice. Whether they come by web, phone, mail or mini program, the agent sees one time line: what was asked, what was bought, who answered last.

The queue goes by skill and by time waited, and what waits too long is raised. Quality checks draw conversations each day and score them; every point lost quotes the words, and the agent may object.

The knowledge base answers what is often asked. What it cannot answer goes to a person at once, together with everything that has been cleared up already.`,
    },
    quantity: agents(1, 500),
    specifications: [
      createSpecification({ zh: '团队版', en: 'Team' }, { month: '139', year: '1390', trialDays: 14 }, [
        ['网页与邮件', 'Web and mail'],
        ['知识库', 'Knowledge base'],
      ]),
      createSpecification({ zh: '企业版', en: 'Business' }, { month: '239', year: '2390' }, [
        ['电话与小程序', 'Phone and mini programs'],
        ['自动质检', 'Quality checks'],
        ['开放接口', 'Open interface'],
      ]),
    ],
  },
  {
    mark: 'hegu-expense',
    isOld: true,
    category: 'finance',
    tags: ['报销', '发票', '费用控制'],
    name: { zh: '禾谷智能报销', en: 'Hegu Expense' },
    summary: {
      zh: '票据自动验真查重，差旅标准在线管控，凭证直接进总账。',
      en: 'Checks receipts for truth and duplicates, keeps travel within its rules, and books straight into the ledger.',
    },
    description: {
      zh: `禾谷智能报销从一张照片开始：识别票面、联网验真、与历史票据查重，三秒给出能不能报。超标的部分当场说明超在哪一条，而不是月底被退回。

审批人在手机上看到的是一页结论：事由、标准、差额、附件。通过之后自动生成凭证，推送到您的总账，科目映射可以按部门设置。

每一笔都能从凭证追到票据原图，审计时按条件一次导出。`,
      en: `Hegu Expense begins with a photograph. It reads the receipt, verifies it online, compares it with earlier ones, and says within three seconds whether it can be claimed. What exceeds a rule is told on the spot, with the rule, and not at the end of the month.

Those who approve see one page: purpose, limit, difference, attachments. What they approve becomes a voucher in your ledger, with accounts mapped by department.

Each entry leads back to the picture of its receipt, and an audit exports what it needs in one go.`,
    },
    // The V1.0 server creates the accounts of all staff under one mail domain.
    buyerParameters: [
      {
        name: 'emailDomainName',
        label: { zh: '企业邮箱域名', en: 'Mail domain' },
        hint: {
          zh: '员工用这个域名的邮箱登录，例如 mail.company.example。',
          en: 'Staff sign in with addresses of this domain, such as mail.company.example.',
        },
        required: true,
        kind: 'domain',
      },
      {
        name: 'userName',
        label: { zh: '管理员姓名', en: 'Administrator’s name' },
        required: false,
        kind: 'text',
        maxLength: 30,
      },
    ],
    quantity: people(10, 20_000),
    specifications: [
      createSpecification({ zh: '标准版', en: 'Standard' }, { month: '6', year: '60', trialDays: 7 }, [
        ['验真与查重', 'Verification and duplicates'],
        ['差旅标准', 'Travel rules'],
      ]),
      createSpecification({ zh: '集团版', en: 'Group' }, { month: '9', year: '96' }, [
        ['多主体、多币种', 'Several companies and currencies'],
        ['总账对接', 'Connection to the ledger'],
        ['审计导出', 'Audit export'],
      ]),
    ],
  },
  {
    mark: 'qingjie-lms',
    category: 'education',
    tags: ['在线学习', '培训', '考试'],
    name: { zh: '青阶学习', en: 'Qingjie Learning' },
    summary: {
      zh: '按岗位排课、练习与考核，学到哪里、会不会，一页看清。',
      en: 'Courses, practice and tests by post: what has been learnt, and whether it stuck, on one page.',
    },
    description: {
      zh: `青阶学习从岗位说明出发，而不是从课件出发。每个岗位列出要会的事，每件事配一段讲解、一次练习和一次考核，新人第一天就知道四周后要会什么。

考核题目按遗忘曲线重现，三个月后仍答得出才算掌握。主管看到的是团队能做什么，而不是看了多少分钟视频。

课件支持视频、图文与现场演练打分，证书到期前自动安排复训。`,
      en: `Qingjie Learning starts from the post and not from the slides. Each post lists what has to be mastered, each item has an explanation, an exercise and a test, and a newcomer knows on the first day what four weeks will bring.

Questions come back as memory fades; only what is still known after three months counts as learnt. A manager sees what the team can do, not how many minutes of film it has watched.

Courses may be films, texts or marked practice on site, and certificates are renewed by training that is arranged in time.`,
    },
    quantity: people(1, 10_000),
    attributes: [
      {
        name: { zh: '版本', en: 'Edition' },
        values: [
          { zh: '基础版', en: 'Basic' },
          { zh: '进阶版', en: 'Advanced' },
        ],
      },
    ],
    specifications: [
      createCombinations(
        { zh: '共享部署', en: 'Shared' },
        [
          { values: [0], month: '5', year: '48' },
          { values: [1], month: '9', year: '88' },
        ],
        [
          ['课程、考核与岗位地图', 'Courses, tests and the map of posts'],
          [
            '进阶版：现场演练打分、证书与复训',
            'Advanced: marked practice on site, certificates and their renewal',
          ],
        ],
      ),
      createCombinations(
        { zh: '独享部署', en: 'Dedicated' },
        [{ values: [1], month: '14', year: '138' }],
        [
          ['进阶版的全部内容', 'All of Advanced'],
          ['单独的数据库与域名', 'A database and a domain of your own'],
          ['能力报表', 'Reports on skills'],
        ],
      ),
    ],
  },
]
