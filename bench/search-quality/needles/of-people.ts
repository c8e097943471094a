import type { WrittenProduct } from '../schema.ts'

/** People and learning. */
export const ofPeople: Readonly<Record<'hr' | 'education', readonly WrittenProduct[]>> = {
  hr: [
    {
      key: 'dorm',
      seller: 'linjia',
      name: ['邻家员工宿舍', 'Linjia Dormitory'],
      summary: ['床位分配、水电分摊与退宿结算。', 'Beds, shares of bills and what is owed at leaving.'],
      description: [
        '门锁联动，访客过夜登记，空床率一眼看到。',
        'Linked to locks, with guests recorded and empty beds in view.',
      ],
      tags: ['宿舍', '床位', '住宿'],
      specifications: [['200 张床位', '200 beds']],
      month: '100',
    },
    {
      key: 'checkup',
      seller: 'chiyuan',
      name: ['齿园员工体检', 'Chiyuan Health Checks'],
      summary: [
        '三百家体检中心任选，报告解读与异常随访。',
        'Three hundred centres to choose from, with reports explained.',
      ],
      description: [
        '企业看汇总不看个人，岗前与职业病体检都支持。',
        'The company sees totals only; includes checks before hiring.',
      ],
      tags: ['体检', '健康管理'],
      specifications: [
        ['基础套餐', 'Basic'],
        ['高管套餐', 'Executive'],
      ],
      month: '35',
    },
    {
      key: 'counselling',
      seller: 'chiyuan',
      name: ['齿园心理咨询', 'Chiyuan Counselling'],
      summary: [
        '员工匿名预约心理咨询师，七天二十四小时热线。',
        'Staff talk to counsellors anonymously, at any hour.',
      ],
      description: [
        'EAP 年度方案、测评与讲座，数据只给整体。',
        'A yearly programme with tests and talks; figures for the whole only.',
      ],
      tags: ['心理', 'EAP', '员工关怀'],
      specifications: [['100 人', '100 people']],
      month: '150',
    },
    {
      key: 'nursing',
      seller: 'chiyuan',
      name: ['齿园养老院管理', 'Chiyuan Care Home'],
      summary: ['老人入住评估、护理计划与家属查看。', 'Assessments, care plans and a view for families.'],
      description: [
        '护理员排班与交接班，跌倒与离床报警。',
        'Rosters and handovers of carers, with alarms for falls.',
      ],
      tags: ['养老', '护理', '老人'],
      specifications: [['100 张床位', '100 beds']],
      month: '320',
    },
    {
      key: 'queue',
      seller: 'chiyuan',
      name: ['齿园排队叫号', 'Chiyuan Queue Calling'],
      summary: [
        '门诊与大厅取号、叫号、过号重排，屏幕语音同步。',
        'Numbers, calls and screens for clinics and counters.',
      ],
      description: [
        '手机远程取号，等候人数实时看，忙时自动加开窗口提示。',
        'Take a number by phone and see how many wait.',
      ],
      tags: ['叫号', '排队', '取号机'],
      specifications: [['4 个窗口', '4 counters']],
      month: '95',
    },
  ],
  education: [
    {
      key: 'essay',
      seller: 'moqiao',
      name: ['墨桥作文批改', 'Moqiao Essay Marking'],
      summary: [
        '拍照上传作文，错字、病句与立意逐条点评。',
        'Photograph an essay and get spelling, style and ideas marked.',
      ],
      description: [
        '中英文都行，班级常见错误自动汇总。',
        'Chinese and English, with the common mistakes of a class.',
      ],
      tags: ['作文', '批改', '语文'],
      specifications: [['一个班', 'One class']],
      month: '49',
    },
    {
      key: 'music',
      seller: 'yuzhan',
      name: ['屿栈琴行排课', 'Yuzhan Music School'],
      summary: [
        '一对一琴课排期、消课与陪练打卡。',
        'Timetables of music lessons, with practice at home recorded.',
      ],
      description: [
        '琴房占用一目了然，考级报名与乐器租赁也能管。',
        'Rooms at a glance, exams and rented instruments.',
      ],
      tags: ['琴行', '钢琴', '排课'],
      specifications: [['10 间琴房', '10 rooms']],
      month: '66',
    },
    {
      key: 'driving',
      seller: 'yuzhan',
      name: ['屿栈驾校约车', 'Yuzhan Driving School'],
      summary: [
        '学员约教练、学时记录与科目考试安排。',
        'Learners book instructors; hours and tests are recorded.',
      ],
      description: [
        '教练车定位，理论题在线练，拒绝拼车扯皮。',
        'Cars are located, theory is practised online.',
      ],
      tags: ['驾校', '学车', '教练'],
      specifications: [['20 辆教练车', '20 cars']],
      month: '145',
    },
    {
      key: 'courses',
      seller: 'yanbai',
      name: ['砚白高校选课', 'Yanbai Course Selection'],
      summary: [
        '万人同时选课不崩，志愿与抢课两种方式。',
        'Ten thousand students choose courses at once, by wish or by speed.',
      ],
      description: [
        '冲突检查、重修与跨专业限制，名单自动下发。',
        'Checks clashes and limits, and sends the lists.',
      ],
      tags: ['选课', '高校', '教务'],
      specifications: [['1 万学生', '10,000 students']],
      month: '850',
    },
  ],
}
