import type { WrittenProduct } from '../schema.ts'

/** Collaboration and finance. */
export const ofOffices: Readonly<Record<'collaboration' | 'finance', readonly WrittenProduct[]>> = {
  collaboration: [
    {
      key: 'translate',
      seller: 'moqiao',
      name: ['墨桥文档翻译', 'Moqiao Translation'],
      summary: [
        '合同、论文与说明书整篇翻译，版式不变。',
        'Translates contracts, papers and manuals whole and keeps the layout.',
      ],
      description: [
        '支持六十种语言，术语库与译后人工校对可选。',
        'Sixty languages, glossaries and, if you like, a human proofreader.',
      ],
      tags: ['翻译', '多语言', '本地化'],
      specifications: [['每月 100 万字符', '1,000,000 characters a month']],
      month: '99',
    },
    {
      key: 'subtitle',
      seller: 'moqiao',
      name: ['墨桥视频字幕', 'Moqiao Subtitles'],
      summary: [
        '上传视频自动出双语字幕，可逐句校对。',
        'Subtitles in two languages for any video, corrected line by line.',
      ],
      description: [
        '导出 SRT 与压制成片，批量处理课程视频。',
        'Exports SRT or burns them in; handles whole courses.',
      ],
      tags: ['字幕', '视频', '听写'],
      specifications: [['300 分钟', '300 minutes']],
      month: '58',
    },
    {
      key: 'pdf',
      seller: 'moqiao',
      name: ['墨桥 PDF 工具箱', 'Moqiao PDF Toolbox'],
      summary: [
        'PDF 转 Word、合并、压缩与加水印。',
        'Converts PDF to Word, merges, compresses and watermarks.',
      ],
      description: ['扫描件可识别文字，批量处理不限页数。', 'Reads scans and handles any number of pages.'],
      tags: ['PDF', '格式转换', '扫描件'],
      specifications: [
        ['个人版', 'Personal'],
        ['50 人版', '50 people'],
      ],
      month: '15',
    },
    {
      key: 'remote',
      seller: 'tongguan',
      name: ['桐关远程控制', 'Tongguan Remote Desktop'],
      summary: [
        '在外也能操作办公室的电脑，画面流畅。',
        'Use the computer of your office from anywhere, without lag.',
      ],
      description: [
        '支持文件传输、远程开机与多屏，技术支持会话可录像。',
        'Files, wake-up and several screens; support sessions can be recorded.',
      ],
      tags: ['远程桌面', '远程协助'],
      specifications: [
        ['3 台设备', '3 devices'],
        ['100 台设备', '100 devices'],
      ],
      month: '29',
    },
    {
      key: 'canteen',
      seller: 'linjia',
      name: ['邻家食堂订餐', 'Linjia Canteen'],
      summary: [
        '员工提前点餐、刷脸取餐，食堂按量备菜。',
        'Staff order ahead and collect by face; the kitchen cooks what is needed.',
      ],
      description: [
        '餐补按部门发放，消费与剩菜量日日可查。',
        'Meal allowances by department, with spending and leftovers day by day.',
      ],
      tags: ['食堂', '订餐', '餐补'],
      specifications: [['300 人', '300 diners']],
      month: '180',
    },
    {
      key: 'shuttle',
      seller: 'tongguan',
      name: ['桐关班车预约', 'Tongguan Shuttle'],
      summary: ['通勤班车线路、座位预约与实时位置。', 'Routes, seats and live positions of staff shuttles.'],
      description: [
        '扫码上车，空驶率统计帮助调整线路。',
        'Board by a code; figures of empty seats help to plan.',
      ],
      tags: ['班车', '通勤', '座位'],
      specifications: [['10 条线路', '10 routes']],
      month: '130',
    },
    {
      key: 'volunteer',
      seller: 'moqiao',
      name: ['墨桥志愿者管理', 'Moqiao Volunteers'],
      summary: [
        '公益活动招募、签到与服务时长证明。',
        'Recruits volunteers, checks them in and certifies their hours.',
      ],
      description: ['捐赠收支公示，项目报告一键生成。', 'Publishes donations and writes project reports.'],
      tags: ['志愿者', '公益', '慈善'],
      specifications: [['500 名志愿者', '500 volunteers']],
      month: '20',
    },
  ],
  finance: [
    {
      key: 'vat',
      seller: 'haicheng',
      name: ['海程跨境 VAT 申报', 'Haicheng VAT Returns'],
      summary: [
        '欧洲多国增值税注册、申报与缴纳一站办。',
        'Registers, files and pays VAT in European countries for web shops.',
      ],
      description: [
        '店铺销售数据自动汇总，税号有效性每天核对。',
        'Collects sales of shops and checks VAT numbers daily.',
      ],
      tags: ['VAT', '跨境电商', '增值税'],
      specifications: [
        ['1 个国家', '1 country'],
        ['5 个国家', '5 countries'],
      ],
      month: '270',
    },
    {
      key: 'verify-invoice',
      seller: 'haicheng',
      name: ['海程发票查验', 'Haicheng Invoice Check'],
      summary: [
        '批量核对发票真伪，重复入账马上提示。',
        'Checks in bulk whether invoices are genuine or booked twice.',
      ],
      description: [
        '扫码枪、照片与文件夹监听三种录入方式。',
        'Reads from scanners, photos and watched folders.',
      ],
      tags: ['发票真伪', '查重', '验真'],
      specifications: [['每月 2000 张', '2,000 invoices a month']],
      month: '69',
    },
    {
      key: 'bank-receipt',
      seller: 'haicheng',
      name: ['海程银行回单', 'Haicheng Bank Receipts'],
      summary: [
        '自动下载各银行电子回单并匹配到凭证。',
        'Downloads receipts from all banks and matches them to vouchers.',
      ],
      description: [
        '支持三十家银行，缺失回单每日提醒。',
        'Thirty banks, with a daily list of what is missing.',
      ],
      tags: ['回单', '银行', '凭证'],
      specifications: [['10 个账户', '10 accounts']],
      month: '110',
    },
    {
      key: 'equity',
      seller: 'haicheng',
      name: ['海程股权激励', 'Haicheng Equity Plans'],
      summary: [
        '期权授予、归属与行权全程在线，员工随时看。',
        'Grants, vesting and exercise of options online, visible to staff.',
      ],
      description: [
        '持股平台份额、估值与个税测算自动更新。',
        'Shares of the holding, valuations and taxes kept up to date.',
      ],
      tags: ['期权', '股权', 'ESOP'],
      specifications: [['50 名员工', '50 employees']],
      month: '400',
    },
    {
      key: 'bid',
      seller: 'moqiao',
      name: ['墨桥标书制作', 'Moqiao Tender Writer'],
      summary: [
        '解析招标文件，自动列出资质与评分要求。',
        'Reads calls for tender and lists what is asked and how it is scored.',
      ],
      description: [
        '素材库一键填充，废标项逐条检查，目录自动排版。',
        'Fills in from a library, checks each reason for exclusion and sets the pages.',
      ],
      tags: ['标书', '投标', '招标文件'],
      specifications: [['每月 10 份', '10 tenders a month']],
      month: '380',
    },
    {
      key: 'property',
      seller: 'linjia',
      name: ['邻家物业收费', 'Linjia Property Fees'],
      summary: [
        '物业费、水电费与车位费一张账单，业主手机缴。',
        'Service charges, water and parking on one bill that residents pay by phone.',
      ],
      description: [
        '抄表录入、催缴与减免审批，欠费一目了然。',
        'Meter readings, reminders and waivers, with arrears at a glance.',
      ],
      tags: ['物业', '业主', '缴费'],
      specifications: [
        ['500 户', '500 homes'],
        ['2000 户', '2,000 homes'],
      ],
      month: '200',
    },
    {
      key: 'copyright',
      seller: 'haicheng',
      name: ['海程软件著作权登记', '海程软件著作权登记'],
      summary: ['软著申请材料自动整理，最快三十天下证。', '软著申请材料自动整理，最快三十天下证。'],
      description: ['源代码与说明书按要求排版，补正全程代办。', '源代码与说明书按要求排版，补正全程代办。'],
      tags: ['软著', '版权', '登记'],
      specifications: [['单件', '单件']],
      month: '600',
    },
  ],
}
