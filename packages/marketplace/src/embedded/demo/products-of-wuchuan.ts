import { createSpecification, describe, say, seats, spaces } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's fifth seller: what teams that build and run software use. */
export const productsOfWuchuan: readonly DemoProduct[] = [
  {
    mark: 'wuchuan-pipeline',
    category: 'development',
    tags: ['持续集成', '流水线', '发布'],
    name: say(['梧川流水线', 'Wuchuan Pipeline']),
    summary: say([
      '代码合并后自动构建、测试和发布，失败停在哪一步，一眼看到。',
      'Builds, tests and releases after each merge, and shows at once at which step something failed.',
    ]),
    description: describe(
      [
        '梧川流水线连接代码仓库和运行环境。每次合并触发构建与测试，产物带着提交号进入制品库，发布时按环境逐级放行。',
        'Wuchuan Pipeline connects repositories and environments. Each merge starts builds and tests, artefacts keep the number of their commit, and a release passes from one environment to the next.',
      ],
      [
        '流水线用一份文本描述，与代码一起审阅。失败的步骤保留完整日志和当时的环境变量，可以从该步骤重新运行，不必从头等待。',
        'A pipeline is described in one text that is reviewed together with the code. A failed step keeps its whole log and its environment, and can be run again without waiting for the steps before it.',
      ],
      [
        '构建在独享的容器中进行，结束后销毁。密钥只在需要的步骤中可见，日志中自动遮盖。',
        'Builds run in containers of their own, which are destroyed afterwards. Secrets are visible only to the steps that need them, and masked in logs.',
      ],
    ),
    quantity: seats(5, 1000),
    specifications: [
      createSpecification(say(['团队版', 'Team']), { month: '32', year: '320', trialDays: 14 }, [
        ['每席每月 600 分钟构建', '600 build minutes a seat and month'],
        ['制品保留 30 天', 'Artefacts kept for 30 days'],
      ]),
      createSpecification(say(['企业版', 'Business']), { month: '56', year: '560' }, [
        ['每席每月 2,000 分钟构建', '2,000 build minutes a seat and month'],
        ['发布审批与回滚', 'Approval of releases, and roll-back'],
        ['自有构建机', 'Build machines of your own'],
      ]),
    ],
  },
  {
    mark: 'wuchuan-watch',
    category: 'development',
    tags: ['监控', '告警', '链路'],
    name: say(['梧川观测', 'Wuchuan Watch']),
    summary: say([
      '指标、日志与调用链放在同一时间轴上，告警直接带出相关的变更。',
      'Metrics, logs and traces on one timeline, with the changes that lie behind an alert.',
    ]),
    description: describe(
      [
        '排查故障时，指标在一处，日志在另一处，发布记录要问人。梧川观测把三者排在同一条时间轴上：哪个接口变慢，当时的日志和刚刚的发布就在旁边。',
        'When something fails, metrics are in one place, logs in another, and releases in somebody’s memory. Wuchuan Watch puts them on one timeline: beside an interface that has become slow are its logs and the release just before.',
      ],
      [
        '告警按影响的用户数分级，同一原因的告警合并成一条。值班表支持轮换与代班，十分钟没有确认自动升级。',
        'Alerts are graded by how many users they affect, and those with one cause are joined. Rotas allow for swaps, and an alert that nobody confirms within ten minutes goes to the next person.',
      ],
      [
        '采集遵循开放标准，已有的探针可以直接接入。数据保留时长由规格决定，到期前可以导出。',
        'Collection follows open standards, so existing agents can be connected as they are. How long data is kept depends on the specification; it can be exported before that.',
      ],
    ),
    quantity: {
      name: { zh: '主机数', en: 'Hosts' },
      unit: { zh: '台主机', en: 'host' },
      min: 1,
      max: 500,
    },
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '45', year: '450', trialDays: 14 }, [
        ['数据保留 15 天', 'Data kept for 15 days'],
        ['告警与值班', 'Alerts and rotas'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '88', year: '880' }, [
        ['数据保留 90 天', 'Data kept for 90 days'],
        ['全量调用链', 'All traces'],
        ['变更关联分析', 'Changes behind alerts'],
      ]),
    ],
  },
  {
    mark: 'wuchuan-base',
    type: 'license',
    category: 'images',
    tags: ['镜像', '操作系统', '加固'],
    name: say(['梧川加固镜像', 'Wuchuan Base']),
    summary: say([
      '按等保三级基线加固的服务器镜像，每月更新，漏洞修复有清单。',
      'Server images hardened to a published baseline, updated every month with a list of what was fixed.',
    ]),
    description: describe(
      [
        '新服务器上线前，加固常常要花半天，还各做各的。梧川加固镜像预先完成账号、口令、日志和内核参数的设置，启动即符合基线。',
        'Hardening a new server often takes half a day, and everybody does it differently. With Wuchuan Base, accounts, passwords, logs and kernel settings are already set, so a server meets the baseline when it starts.',
      ],
      [
        '每月第二周发布更新，附漏洞编号、影响和验证方法；紧急漏洞四十八小时内发布补丁镜像。旧版本保留十二个月。',
        'Updates appear in the second week of each month, with the number of each vulnerability, its effect and how to check it. Urgent ones are fixed within 48 hours. Older versions are kept for twelve months.',
      ],
      [
        '每份授权可用于一个镜像仓库，节点数不限。领取授权码后，在仓库地址中填写即可拉取。',
        'A license covers one image registry, with any number of nodes. Collect the authorisation code and enter it at the registry to pull the images.',
      ],
    ),
    supervision: {
      flow: 'license_code',
      criteria: say([
        '授权码可以拉取镜像，镜像启动后基线检查全部通过。',
        'The code pulls the images, and a started image passes all checks of the baseline.',
      ]),
    },
    quantity: spaces(1, 50),
    specifications: [
      createSpecification(say(['通用版', 'General']), { month: '120', year: '1200' }, [
        ['两种发行版，x86 架构', 'Two distributions, x86'],
        ['每月更新', 'Monthly updates'],
      ]),
      createSpecification(say(['全架构版', 'All platforms']), { month: '220', year: '2200' }, [
        ['四种发行版，x86 与 ARM', 'Four distributions, x86 and ARM'],
        ['每月更新与紧急补丁', 'Monthly updates and urgent fixes'],
        ['基线检查报告', 'Reports on the baseline'],
      ]),
    ],
  },
  {
    mark: 'wuchuan-stack',
    type: 'app_orchestration',
    category: 'images',
    tags: ['容器', '编排', '中间件'],
    name: say(['梧川容器套件', 'Wuchuan Stack']),
    summary: say([
      '数据库、缓存与消息队列的容器编排，按您的集群调好再交付。',
      'Databases, caches and queues as containers, tuned for your cluster before they are delivered.',
    ]),
    description: describe(
      [
        '梧川容器套件提供一组经过压力测试的编排文件：高可用数据库、缓存、消息队列和网关，各自带有备份和监控。',
        'Wuchuan Stack is a set of charts that have been tested under load: highly available databases, caches, queues and a gateway, each with backup and monitoring.',
      ],
      [
        '下单后，工程师通过您的联系方式确认集群规模与存储类型，据此调整副本、配额和持久化方式，并在您的测试环境中部署一次。',
        'After ordering, engineers contact you about the size of your cluster and its storage, set replicas, quotas and persistence accordingly, and deploy everything once in your test environment.',
      ],
      [
        '交付内容包括编排文件、压力测试报告和故障演练手册。验收后一年内随版本更新。',
        'You receive the charts, the report of the load test and a handbook of failure drills. Updates are included for one year after acceptance.',
      ],
    ),
    supervision: {
      flow: 'orchestration',
      criteria: say([
        '组件在测试环境中全部就绪，主节点故障后三十秒内恢复。',
        'All components are ready in the test environment, and recover within thirty seconds after a node fails.',
      ]),
    },
    specifications: [
      createSpecification(say(['基础套件', 'Basic']), { once: '4200' }, [
        ['数据库与缓存', 'Database and cache'],
        ['备份与监控', 'Backup and monitoring'],
      ]),
      createSpecification(say(['完整套件', 'Complete']), { once: '9800' }, [
        ['数据库、缓存、队列与网关', 'Database, cache, queue and gateway'],
        ['异地备份', 'Backup at another site'],
        ['故障演练一次', 'One failure drill'],
      ]),
    ],
  },
]
