import { seats, createSpecification } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's first seller: tools for people who write together. */
export const productsOfChenglan: readonly DemoProduct[] = [
  {
    mark: 'chenglan-docs',
    category: 'collaboration',
    tags: ['文档', '协作', '知识库'],
    name: { zh: '澄澜协同文档', en: 'Chenglan Docs' },
    summary: {
      zh: '多人实时编辑、逐段权限、审批留痕，历史版本可逐字比对。',
      en: 'Edit together in real time, grant rights paragraph by paragraph, and compare versions word for word.',
    },
    description: {
      zh: `澄澜协同文档面向需要长期维护制度、合同与技术方案的团队。文档、表格与附件放在同一处，权限可以细到一个段落，谁在什么时候改了哪个字，都能逐字比对。

每篇文档带有自己的审批流：起草、会签、发布、作废，各环节留痕并可导出。外部协作方以受限身份进入，只看得到分享给他的部分，离场后授权自动收回。

开通后您会得到一个独立的工作空间和一个管理员账号。席位可以随时在空间内分配与收回，离职成员的文档自动转交给其部门负责人。

数据存放在中国境内的两个机房，每小时一次快照，保留三十天。服务到期后空间转为只读，内容可以完整导出。`,
      en: `Chenglan Docs is made for teams that keep policies, contracts and designs over years. Documents, tables and attachments live in one place, rights reach down to a single paragraph, and every change can be traced to a person and a moment.

Each document carries its own approval: drafted, countersigned, published, withdrawn, with a record of every step that can be exported. Guests see only what was shared with them, and lose it when the work is over.

When the service opens you receive a workspace of your own and an administrator’s account. Seats can be given and taken back at any time; the documents of somebody who leaves pass to the head of their department.

Data is kept in two places in mainland China, with a snapshot every hour for thirty days. After the term a workspace can still be read, and everything in it can be exported.`,
    },
    quantity: seats(1, 2000),
    specifications: [
      createSpecification({ zh: '团队版', en: 'Team' }, { month: '26', year: '268' }, [
        ['文档、表格与评论', 'Documents, tables and comments'],
        ['按文件夹授权', 'Rights by folder'],
        ['单空间 200 GB', '200 GB a workspace'],
      ]),
      createSpecification({ zh: '专业版', en: 'Professional' }, { month: '46', year: '468' }, [
        ['逐段权限与水印', 'Rights by paragraph, watermarks'],
        ['审批流 20 条', '20 approval flows'],
        ['外部协作', 'Guests'],
        ['单空间 1 TB', '1 TB a workspace'],
      ]),
      createSpecification({ zh: '旗舰版', en: 'Enterprise' }, { month: '78', year: '798' }, [
        ['审批流不限', 'Approval flows without limit'],
        ['审计导出', 'Audit export'],
        ['单空间 5 TB', '5 TB a workspace'],
      ]),
    ],
  },
  {
    mark: 'chenglan-archive',
    category: 'security',
    tags: ['档案', '归档', '审计'],
    name: { zh: '澄澜档案', en: 'Chenglan Archive' },
    summary: {
      zh: '合同、凭证与图纸按保管期限归档，借阅、鉴定、销毁全程可查。',
      en: 'Keeps contracts, vouchers and drawings for as long as the law asks, and shows who borrowed what.',
    },
    description: {
      zh: `澄澜档案把散落在邮箱、网盘和柜子里的文件收拢成一套可以查、可以借、可以销毁的档案。入库时自动编号、识别全文、判定保管期限，缺页与重号当场提示。

借阅按密级审批，在线阅览带借阅人水印，到期自动收回。鉴定与销毁需要两人确认，过程记入不可改写的台账。

支持按年度打包移交，移交清单与校验值一并生成，可在断网环境中核验。`,
      en: `Chenglan Archive gathers what lies scattered in mailboxes, drives and cupboards into one archive that can be searched, lent and, when the time has come, destroyed. Incoming files are numbered, read and given their period of retention; missing pages and double numbers are reported at once.

Loans are approved by level of secrecy, read online under the borrower’s watermark and end by themselves. Appraisal and destruction need two people and leave entries that nobody can rewrite.

A year can be handed over as one package with its list and checksums, to be verified where there is no network.`,
    },
    specifications: [
      createSpecification({ zh: '标准版', en: 'Standard' }, { month: '1280', year: '12800' }, [
        ['一个全宗，10 万件', 'One fonds, 100,000 items'],
        ['全文识别与检索', 'Full text reading and search'],
      ]),
      createSpecification({ zh: '集团版', en: 'Group' }, { month: '2980', year: '29800' }, [
        ['全宗不限，100 万件', 'Any number of fonds, 1,000,000 items'],
        ['分级借阅审批', 'Loans approved by level'],
        ['年度移交包', 'Packages for yearly transfer'],
      ]),
    ],
  },
  {
    mark: 'beichuang-minutes',
    category: 'collaboration',
    tags: ['会议', '纪要', '语音转写'],
    name: { zh: '北窗会议纪要', en: 'Beichuang Minutes' },
    summary: {
      zh: '录音、转写、待办在同一份纪要里，会后十分钟即可发出。',
      en: 'Recording, transcript and tasks in one set of minutes, ready to send ten minutes after the meeting.',
    },
    description: {
      zh: `北窗会议纪要听得出谁在说话。会议结束后，转写、发言人、结论与待办排成一份可以直接发出的纪要，每一句都能点回录音。

待办按负责人推送，逾期会在下一次会议的纪要开头列出。涉密会议可以只在本地设备转写，文字与录音都不离开会议室。

支持普通话、粤语与英语混合发言；专业词表由您维护，越用越准。`,
      en: `Beichuang Minutes hears who is speaking. After a meeting, transcript, speakers, decisions and tasks are set as minutes that can be sent as they are, and each sentence leads back to its place in the recording.

Tasks go to those who took them on; what is late stands at the head of the next minutes. A confidential meeting can be transcribed on the device alone, so that neither words nor sound leave the room.

Mandarin, Cantonese and English may be mixed, and a list of your own terms makes it more exact over time.`,
    },
    quantity: seats(1, 500),
    specifications: [
      createSpecification({ zh: '标准版', en: 'Standard' }, { month: '36', year: '360' }, [
        ['每席每月 20 小时转写', '20 hours a seat and month'],
        ['待办推送', 'Tasks sent to their owners'],
      ]),
      createSpecification({ zh: '企业版', en: 'Business' }, { month: '58', year: '580' }, [
        ['转写时长不限', 'Transcription without limit'],
        ['本地转写', 'Transcription on the device'],
        ['专业词表', 'Your own terms'],
      ]),
    ],
  },
]
