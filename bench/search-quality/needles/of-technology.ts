import type { WrittenProduct } from '../schema.ts'

/** Data, development, images and security. */
export const ofTechnology: Readonly<
  Record<'data' | 'development' | 'images' | 'security', readonly WrittenProduct[]>
> = {
  data: [
    {
      key: 'analytics',
      seller: 'guangtuo',
      name: ['光拓用户行为分析', 'Guangtuo Product Analytics'],
      summary: [
        '埋点、漏斗与留存，看清用户在哪一步离开。',
        'Events, funnels and retention: where users leave.',
      ],
      description: [
        '无代码圈选埋点，分群可推送给营销工具。',
        'Tracks without code and hands segments to campaigns.',
      ],
      tags: ['埋点', '留存', '漏斗分析'],
      specifications: [['100 万事件', '1,000,000 events']],
      month: '450',
    },
    {
      key: 'moderation',
      seller: 'guangtuo',
      name: ['光拓内容审核', 'Guangtuo Moderation'],
      summary: [
        '文字、图片与视频里的违规内容自动拦下。',
        'Stops illegal text, pictures and videos before they appear.',
      ],
      description: [
        '敏感词库每日更新，疑似内容转人工复审。',
        'Word lists are updated daily; doubtful items go to people.',
      ],
      tags: ['敏感词', '鉴黄', '反垃圾'],
      specifications: [['100 万次', '1,000,000 calls']],
      month: '350',
    },
    {
      key: 'denoise',
      seller: 'guangtuo',
      name: ['光拓录音降噪', 'Guangtuo Noise Removal'],
      summary: [
        '去掉风声、回声与键盘声，人声更清楚。',
        'Removes wind, echo and keyboards, so that voices are clear.',
      ],
      description: [
        '支持播客、访谈与会议录音，接口与客户端都有。',
        'For podcasts, interviews and meetings, by API or app.',
      ],
      tags: ['降噪', '音频', '播客'],
      specifications: [['50 小时', '50 hours']],
      month: '39',
    },
    {
      key: 'regulations',
      seller: 'moqiao',
      name: ['墨桥法规检索', 'Moqiao Law Search'],
      summary: [
        '法律法规与裁判文书全文检索，附条文沿革。',
        'Laws and judgments in full text, with the history of each article.',
      ],
      description: [
        '新规订阅、相似案例推荐，引用格式一键复制。',
        'Subscriptions to new rules, similar cases and ready citations.',
      ],
      tags: ['法规', '判例', '法律检索'],
      specifications: [['5 人', '5 people']],
      month: '220',
    },
  ],
  development: [
    {
      key: 'loadtest',
      seller: 'guangtuo',
      name: ['光拓压力测试', 'Guangtuo Load Test'],
      summary: [
        '一键发起十万并发，瓶颈在哪里一目了然。',
        'A hundred thousand users at once, and the bottleneck in view.',
      ],
      description: [
        '脚本录制、流量回放，报告对比历次结果。',
        'Records scripts, replays traffic and compares with earlier runs.',
      ],
      tags: ['压测', '性能测试', '并发'],
      specifications: [['1 万并发', '10,000 users']],
      month: '260',
    },
    {
      key: 'flags',
      seller: 'guangtuo',
      name: ['光拓功能开关', 'Guangtuo Feature Flags'],
      summary: [
        '新功能先给百分之一的用户，有问题一秒关掉。',
        'Give a feature to one per cent of users and turn it off in a second.',
      ],
      description: [
        '支持 A/B 实验与定时发布，变更有记录。',
        'Experiments, planned releases and an audit of changes.',
      ],
      tags: ['灰度', 'A/B 测试', '实验'],
      specifications: [['10 个项目', '10 projects']],
      month: '140',
    },
    {
      key: 'sqlreview',
      seller: 'guangtuo',
      name: ['光拓 SQL 审核', 'Guangtuo SQL Review'],
      summary: [
        '上线前检查慢查询与危险语句，工单走审批。',
        'Finds slow and dangerous statements before they are run.',
      ],
      description: [
        '支持八种数据库，执行可回滚，权限按库表授予。',
        'Eight databases, with rollback and rights by table.',
      ],
      tags: ['SQL', '数据库变更', 'DBA'],
      specifications: [['20 个实例', '20 instances']],
      month: '300',
    },
    {
      key: 'crash',
      seller: 'guangtuo',
      name: ['光拓崩溃收集', 'Guangtuo Crash Reports'],
      summary: [
        '手机应用闪退堆栈自动还原、聚合与指派。',
        'Collects crashes of mobile apps, grouped and assigned.',
      ],
      description: [
        '支持原生、跨端与小程序，卡顿与启动耗时也记录。',
        'Native, cross-platform and mini programs; also hangs and slow starts.',
      ],
      tags: ['闪退', '崩溃', '移动端'],
      specifications: [['100 万日活', '1,000,000 daily users']],
      month: '200',
    },
    {
      key: 'domain',
      seller: 'tongguan',
      name: ['桐关域名管家', 'Tongguan Domain Watch'],
      summary: [
        '域名与证书到期提醒，备案状态与解析异常监控。',
        'Warns of domains and certificates that expire and of faults in DNS.',
      ],
      description: [
        '多注册商统一查看，被墙与劫持及时发现。',
        'Domains of all registrars on one list; notices hijacks.',
      ],
      tags: ['域名', '备案', 'DNS'],
      specifications: [['50 个域名', '50 domains']],
      month: '30',
    },
  ],
  images: [
    {
      key: 'gpu',
      seller: 'guangtuo',
      name: ['光拓显卡训练镜像', 'Guangtuo GPU Training Image'],
      summary: [
        '驱动与框架装好，多机多卡直接训练。',
        'Drivers and frameworks installed for training on several machines.',
      ],
      description: [
        '断点续训与显存分析，数据集高速挂载。',
        'Resumes from checkpoints, analyses memory and mounts data sets.',
      ],
      tags: ['GPU', '训练', '算力'],
      specifications: [
        ['8 卡 640 GB', '8 GPUs, 640 GB'],
        ['单卡 80 GB', 'One GPU, 80 GB'],
      ],
      month: '4000',
    },
    {
      key: 'mailserver',
      seller: 'tongguan',
      name: ['Tongguan Mail Server Image', 'Tongguan Mail Server Image'],
      summary: [
        'A mail server with spam filter, webmail and DKIM, ready in five minutes.',
        'A mail server with spam filter, webmail and DKIM, ready in five minutes.',
      ],
      description: [
        'Unlimited mailboxes, greylisting and daily snapshots; runs on two cores.',
        'Unlimited mailboxes, greylisting and daily snapshots; runs on two cores.',
      ],
      tags: ['mail', 'SMTP', 'webmail'],
      specifications: [['2 cores, 4 GB', '2 cores, 4 GB']],
      month: '25',
    },
    {
      key: 'timeseries',
      seller: 'guangtuo',
      name: ['光拓时序数据库镜像', 'Guangtuo Time Series'],
      summary: [
        '每秒写入百万点，压缩后只占十分之一空间。',
        'A million points a second in a tenth of the space.',
      ],
      description: [
        '适合物联网与监控，支持降采样与连续查询。',
        'For the internet of things and monitoring, with downsampling.',
      ],
      tags: ['时序数据库', '物联网', 'IoT'],
      specifications: [
        ['8 核 32 GB', '8 cores, 32 GB'],
        ['16 核 64 GB', '16 cores, 64 GB'],
      ],
      month: '330',
    },
  ],
  security: [
    {
      key: 'phishing',
      seller: 'tongguan',
      name: ['桐关钓鱼邮件演练', 'Tongguan Phishing Drill'],
      summary: [
        '给员工发仿真钓鱼邮件，看谁点了，再教他们。',
        'Sends lifelike phishing mails, sees who clicks, and teaches them.',
      ],
      description: [
        '百余套模板，部门中招率对比，安全意识课程配套。',
        'A hundred templates, rates by department, and courses on awareness.',
      ],
      tags: ['钓鱼', '安全意识'],
      specifications: [['200 人', '200 people']],
      month: '240',
    },
    {
      key: 'token',
      seller: 'tongguan',
      name: ['桐关手机令牌', 'Tongguan Authenticator'],
      summary: [
        '登录时再输一次动态口令，账号被盗也进不来。',
        'A second code at sign-in, so that a stolen password is not enough.',
      ],
      description: [
        '支持网关、堡垒机与自建系统，换机可迁移。',
        'For gateways, bastions and your own systems; moves to a new phone.',
      ],
      tags: ['动态口令', '双因素', 'OTP'],
      specifications: [['100 人', '100 people']],
      month: '50',
    },
    {
      key: 'cctv',
      seller: 'tongguan',
      name: ['桐关视频监控平台', 'Tongguan Video Surveillance'],
      summary: [
        '各品牌摄像头统一接入，手机随时看现场。',
        'Cameras of all makes on one screen and on the phone.',
      ],
      description: [
        '烟火、离岗与安全帽识别，录像云端保存 30 天。',
        'Recognises smoke, empty posts and missing helmets; keeps 30 days.',
      ],
      tags: ['摄像头', '监控', '安防'],
      specifications: [['32 路', '32 cameras']],
      month: '220',
    },
  ],
}
