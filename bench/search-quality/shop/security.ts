import type { WrittenProduct } from '../schema.ts'

export const security: readonly WrittenProduct[] = [
  {
    key: 'xushi-bastion',
    seller: 'xushi',
    name: ['墟石堡垒机', 'Xushi Bastion'],
    summary: [
      '运维人员统一入口登录服务器，操作全程录像。',
      'One door for administrators of servers, with every session recorded.',
    ],
    description: [
      '支持命令拦截、双人复核与密码自动改密。',
      'Blocks commands, asks a second person and changes passwords on a schedule.',
    ],
    tags: ['运维审计', '特权账号', '等保'],
    specifications: [
      ['100 资产', '100 hosts'],
      ['500 资产', '500 hosts'],
    ],
    month: '980',
  },
  {
    key: 'xushi-waf',
    seller: 'xushi',
    name: ['墟石网站防火墙', 'Xushi WAF'],
    summary: [
      '拦截注入、跨站与爬虫，改一条解析即可接入。',
      'Stops injections, cross-site scripting and bots; one DNS record to set up.',
    ],
    description: [
      '规则每周更新，误报可一键放行，攻击日志保留半年。',
      'Rules are updated weekly, false alarms are allowed with one click, and logs are kept for half a year.',
    ],
    tags: ['Web 应用防火墙', '防爬虫'],
    specifications: [
      ['5 个域名', '5 domains'],
      ['20 个域名', '20 domains'],
    ],
    month: '680',
  },
  {
    key: 'xushi-scan',
    seller: 'xushi',
    name: ['墟石漏洞扫描', 'Xushi Scanner'],
    summary: [
      '定期检查主机与网站的漏洞和弱口令，给出修复步骤。',
      'Checks hosts and sites for vulnerabilities and weak passwords, and says how to fix them.',
    ],
    description: [
      '漏洞库每日更新，报告可直接交给监管部门。',
      'The list of vulnerabilities is updated daily, and reports are ready for auditors.',
    ],
    tags: ['漏洞', '弱口令', '安全检测'],
    specifications: [
      ['单次扫描', 'One scan'],
      ['按月扫描', 'Monthly scans'],
    ],
    month: '350',
  },
  {
    key: 'xushi-ddos',
    seller: 'xushi',
    name: ['墟石高防 IP', 'Xushi Shield'],
    summary: [
      '抵御 300 Gbps 以内的 DDoS 攻击，业务不中断。',
      'Absorbs DDoS attacks of up to 300 Gbps while you stay online.',
    ],
    description: [
      '自动清洗流量，按攻击峰值弹性计费。',
      'Traffic is scrubbed automatically and charged by the peak of the attack.',
    ],
    tags: ['DDoS', '流量清洗'],
    specifications: [
      ['30 Gbps', '30 Gbps'],
      ['300 Gbps', '300 Gbps'],
    ],
    month: '2800',
  },
  {
    key: 'yanyu-logs',
    seller: 'yanyu',
    name: ['雁屿日志审计', 'Yanyu Audit Log'],
    summary: [
      '收集各系统日志，按等保要求留存 180 天并可检索。',
      'Collects logs of all systems, keeps them for 180 days and makes them searchable.',
    ],
    description: [
      '内置两百种日志解析规则，异常行为实时告警。',
      'Two hundred parsers are built in, and unusual behaviour raises an alarm.',
    ],
    tags: ['日志', '等保', '合规'],
    specifications: [
      ['每天 10 GB', '10 GB a day'],
      ['每天 100 GB', '100 GB a day'],
    ],
    month: '760',
  },
  {
    key: 'yanyu-sso',
    seller: 'yanyu',
    name: ['雁屿统一身份认证', 'Yanyu Identity'],
    summary: [
      '一个账号登录所有应用，入职即开通，离职即停用。',
      'One account for all applications: given on the first day and taken on the last.',
    ],
    description: [
      '支持 SAML、OIDC 与短信、令牌等多因素验证，可同步通讯录。',
      'SAML, OIDC and several factors, with people taken from your directory.',
    ],
    tags: ['单点登录', 'SSO', '多因素'],
    specifications: [
      ['200 人', '200 people'],
      ['2000 人', '2,000 people'],
    ],
    month: '400',
  },
  {
    key: 'yanyu-mask',
    seller: 'yanyu',
    name: ['雁屿数据脱敏', 'Yanyu Masking'],
    summary: [
      '把手机号、身份证号换成仿真数据，测试环境放心用。',
      'Replaces phone and identity numbers by lifelike data, so that tests are safe.',
    ],
    description: [
      '自动发现敏感字段，静态与动态脱敏都支持。',
      'Finds sensitive columns and masks copies or live queries.',
    ],
    tags: ['隐私保护', '敏感数据'],
    specifications: [['5 个数据源', '5 sources']],
    month: '1200',
  },
  {
    key: 'yanyu-endpoint',
    seller: 'yanyu',
    name: ['雁屿终端安全管理', 'Yanyu Endpoint'],
    summary: [
      '电脑杀毒、补丁与外设管控合为一个客户端。',
      'Antivirus, patches and control of devices in one agent for PCs.',
    ],
    description: [
      '勒索病毒行为拦截，支持 Windows、macOS 与国产操作系统。',
      'Stops ransomware by its behaviour on Windows, macOS and Linux desktops.',
    ],
    tags: ['杀毒', '补丁', '勒索防护'],
    specifications: [['100 终端', '100 endpoints']],
    month: '500',
  },
  {
    key: 'shuying-cert',
    seller: 'shuying',
    name: ['疏影 SSL 证书托管', 'Shuying Certificates'],
    summary: [
      '证书申请、部署与到期续签全部自动完成。',
      'SSL certificates that are ordered, installed and replaced automatically.',
    ],
    description: [
      '支持单域名与通配符证书，三十天前开始提醒。',
      'Single names and wildcards, with reminders thirty days ahead.',
    ],
    tags: ['SSL', 'HTTPS', '证书'],
    specifications: [
      ['单域名', 'One domain'],
      ['通配符', 'Wildcard'],
    ],
    month: '45',
  },
  {
    key: 'shuying-vault',
    seller: 'shuying',
    name: ['疏影团队密码库', 'Shuying Passwords'],
    summary: [
      '团队共用的账号密码加密存放，浏览器自动填写。',
      'A password manager for teams that fills in sign-in forms.',
    ],
    description: [
      '密码端到端加密，按分组共享，泄露的密码会提醒更换。',
      'End-to-end encrypted, shared by groups, with a warning for leaked passwords.',
    ],
    tags: ['密码管理', '加密'],
    specifications: [['25 人', '25 people']],
    month: '75',
  },
  {
    key: 'shuying-backup',
    seller: 'shuying',
    name: ['疏影异地备份', 'Shuying Backup'],
    summary: [
      '服务器与数据库每天自动备份到另一座城市。',
      'Daily backups of servers and databases to another city.',
    ],
    description: [
      '增量备份节省带宽，恢复演练每季度一次并出报告。',
      'Incremental to spare your line; a restore is rehearsed each quarter and reported.',
    ],
    tags: ['备份', '容灾', '数据恢复'],
    specifications: [
      ['500 GB', '500 GB'],
      ['5 TB', '5 TB'],
    ],
    month: '260',
  },
  {
    key: 'huiye-privacy',
    seller: 'huiye',
    name: ['茴野隐私合规检测', 'Huiye Privacy Check'],
    summary: [
      '检测手机应用违规收集个人信息，出整改清单。',
      'Tests mobile apps for personal data that they should not collect.',
    ],
    description: [
      '覆盖权限申请、第三方组件与隐私政策文本比对。',
      'Covers permissions, third-party components and the wording of the privacy policy.',
    ],
    tags: ['个人信息保护', 'App 检测'],
    specifications: [['单个应用', 'One app']],
    month: '1500',
  },
  {
    key: 'huiye-dlp',
    seller: 'huiye',
    name: ['茴野文件防泄密', 'Huiye DLP'],
    summary: [
      '图纸与合同透明加密，外发需审批并带水印。',
      'Encrypts drawings and contracts; sending them out needs approval and a watermark.',
    ],
    description: [
      '截屏、打印与 U 盘拷贝都可管控，并留下记录。',
      'Controls screenshots, printing and USB copies, and keeps a record.',
    ],
    tags: ['防泄密', '水印', '图纸加密'],
    specifications: [['50 终端', '50 endpoints']],
    month: '900',
  },
]
