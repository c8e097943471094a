import { createSpecification, desks } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's third seller: what people set up, and buyers accept. */
export const productsOfXiuye: readonly DemoProduct[] = [
  {
    mark: 'xiuye-rollout',
    type: 'manual_service',
    category: 'collaboration',
    tags: ['实施', '上线', '培训'],
    name: { zh: '岫野上线实施', en: 'Xiuye Rollout' },
    summary: {
      zh: '顾问到场，把业务系统从合同带到全员上手，分期交付、逐期验收。',
      en: 'Consultants who take a system from the contract to daily use, in parts that you accept one by one.',
    },
    description: {
      zh: `很多系统买来半年还没有真正用起来。岫野上线实施由两名顾问驻场，梳理流程、配置权限、导入历史数据，再带着各部门走完第一个完整的业务周期。

下单后先填写需求：要上线的系统、涉及的部门和期望日期。顾问确认范围后开工，也可以约定分几期交付；每一期都有交付报告，您验收通过后才算完成。

培训按岗位分班，录屏和手册一并留下。验收后四周内，遇到问题可以直接联系原班顾问。`,
      en: `Many systems are bought and still not used half a year later. With Xiuye Rollout two consultants work at your office: they map processes, set up permissions, load past data, and accompany each department through its first full cycle.

After ordering you state what you need: the system, the departments and the date. The consultants confirm the scope, in parts if you like. Each part ends with a report, and is complete once you accept it.

Training is given by role, and recordings and handbooks stay with you. For four weeks after acceptance you can call the same consultants.`,
    },
    supervision: {
      flow: 'standard',
      template: {
        zh: '1. 要上线的系统与版本\n2. 涉及的部门与人数\n3. 历史数据的来源与数量\n4. 期望的上线日期\n5. 现场联系人与电话',
        en: '1. System and version\n2. Departments and number of people\n3. Source and amount of past data\n4. Date by which it is to be in use\n5. Contact at your office, with phone number',
      },
      criteria: {
        zh: '各部门按约定流程完成一次完整业务，数据核对无误，培训签到率不低于 90%。',
        en: 'Each department completes one full cycle, the data is checked, and at least 90% of the staff were trained.',
      },
    },
    specifications: [
      createSpecification({ zh: '标准实施', en: 'Standard' }, { once: '6800' }, [
        ['一个系统，三个部门以内', 'One system, up to three departments'],
        ['驻场 5 个工作日', 'Five working days at your office'],
      ]),
      createSpecification({ zh: '集团实施', en: 'Group' }, { once: '19800' }, [
        ['部门不限，多地同步', 'Any number of departments and places'],
        ['驻场 15 个工作日', 'Fifteen working days at your office'],
        ['上线周值守', 'On call in the first week'],
      ]),
    ],
  },
  {
    mark: 'xiuye-portal',
    category: 'marketing',
    tags: ['门户', '建站', '表单'],
    name: { zh: '岫野客户门户', en: 'Xiuye Portal' },
    summary: {
      zh: '给客户一个查进度、提需求、下资料的入口，配好域名和样式再交付。',
      en: 'A place where your customers follow, ask and download, delivered with your domain and your colours.',
    },
    description: {
      zh: `客户最常问的三句话是“到哪一步了”“找谁”“资料在哪里”。岫野客户门户把进度、联系人和资料放在同一页，客户凭手机号登录，不用安装任何东西。

购买后空间立即开通。您填写域名、标志和栏目，顾问据此配置页面、导入客户名单，完成后上传配置报告；您验收通过，服务期才开始计算。

门户与常用的工单、合同系统同步，数据每小时更新。访问量和未答复的问题每周汇总一次。`,
      en: `Customers mostly ask three things: how far is it, whom do I call, where are the papers. Xiuye Portal answers them on one page. Customers sign in with their phone number and install nothing.

The space is there as soon as you have paid. You state domain, logo and sections; consultants set up the pages, load your customers and upload a report. The term starts when you accept it.

It follows the usual help desks and contract systems, every hour. Visits and open questions are summed up each week.`,
    },
    supervision: {
      flow: 'saas',
      template: {
        zh: '1. 门户域名\n2. 标志与主色\n3. 需要的栏目\n4. 管理员姓名与手机号',
        en: '1. Domain of the portal\n2. Logo and main colour\n3. Sections\n4. Name and phone number of the administrator',
      },
      criteria: {
        zh: '门户可通过自有域名访问，栏目齐全，管理员可以登录并发布内容。',
        en: 'The portal opens at its own domain with all sections, and the administrator can sign in and publish.',
      },
    },
    specifications: [
      createSpecification({ zh: '标准版', en: 'Standard' }, { month: '320', year: '3200' }, [
        ['2,000 名客户', '2,000 customers'],
        ['工单同步', 'Follows a help desk'],
      ]),
      createSpecification({ zh: '专业版', en: 'Professional' }, { month: '680', year: '6800' }, [
        ['客户数不限', 'Any number of customers'],
        ['工单与合同同步', 'Follows help desks and contracts'],
        ['中英双语页面', 'Pages in Chinese and English'],
      ]),
    ],
  },
  {
    mark: 'xiuye-desk',
    type: 'hardware',
    category: 'security',
    tags: ['前台', '访客', '终端'],
    name: { zh: '岫野前台终端', en: 'Xiuye Front Desk' },
    summary: {
      zh: '访客自助登记、打印访客证，断网时也能用。',
      en: 'Visitors check in by themselves and print their badge, also when the network is down.',
    },
    description: {
      zh: `岫野前台终端放在前台，访客扫码或刷证件即可登记，被访人手机上同时收到通知。访客证当场打印，离开时扫码归还。

设备出厂前已按您的公司名称和楼层配置，开箱通电即可使用。断网时登记照常进行，恢复后自动同步。

随机附三年保修，故障件先换后修。快递签收后请开机检查，外观、屏幕和打印均正常再确认验收。`,
      en: `Xiuye Front Desk stands at reception. Visitors scan a code or their identity card, and the person they visit gets a message at once. The badge is printed on the spot and returned by a scan on leaving.

It arrives set up with your name and floors: unpack it, plug it in, and it works. Without a network it keeps checking visitors in, and catches up later.

It has three years of warranty, and faulty parts are exchanged first and repaired later. When it has arrived, check case, screen and printer before you accept it.`,
    },
    supervision: {
      flow: 'hardware',
      criteria: {
        zh: '外观完好，屏幕、扫码与打印正常，已按公司名称配置。',
        en: 'The case is intact, screen, scanner and printer work, and your company’s name is set up.',
      },
    },
    quantity: desks(1, 200),
    specifications: [
      createSpecification({ zh: '基础款', en: 'Basic' }, { once: '2680' }, [
        ['扫码登记', 'Check-in by code'],
        ['访客证打印', 'Printed badges'],
      ]),
      createSpecification({ zh: '证件款', en: 'With card reader' }, { once: '3580' }, [
        ['扫码与证件登记', 'Check-in by code or identity card'],
        ['访客证打印', 'Printed badges'],
        ['备用电源 4 小时', 'Four hours of backup power'],
      ]),
    ],
  },
]
