import type { WrittenProduct } from '../schema.ts'

export const education: readonly WrittenProduct[] = [
  {
    key: 'huiye-lms',
    seller: 'huiye',
    name: ['茴野企业学堂', 'Huiye Learning'],
    summary: [
      '课程、学习地图与证书，员工手机随时学。',
      'Courses, learning paths and certificates on the phone.',
    ],
    description: [
      '学分与岗位晋升挂钩，讲师与课件可计酬。',
      'Credits count for promotion; teachers are paid by use.',
    ],
    tags: ['在线学习', '课程', '企业大学'],
    specifications: [
      ['100 学员', '100 learners'],
      ['1000 学员', '1,000 learners'],
    ],
    month: '120',
  },
  {
    key: 'huiye-exam',
    seller: 'huiye',
    name: ['茴野在线考试系统', 'Huiye Exams'],
    summary: [
      '随机组卷、人脸防替考、自动阅卷与成绩分析。',
      'Random papers, faces checked, marked automatically and analysed.',
    ],
    description: [
      '切屏监控、断网续考，支持万人同时作答。',
      'Notices other windows, survives lost connections, and takes ten thousand at once.',
    ],
    tags: ['考试', '题库', '防作弊'],
    specifications: [['500 人次', '500 sittings']],
    month: '99',
  },
  {
    key: 'huiye-question',
    seller: 'huiye',
    name: ['茴野题库', 'Huiye Question Bank'],
    summary: [
      '批量导入试题，按知识点与难度组织。',
      'Imports questions in bulk and keeps them by topic and difficulty.',
    ],
    description: [
      '查重、错题统计与多版本，可供多个考试系统调用。',
      'Finds duplicates, counts wrong answers and serves other systems.',
    ],
    tags: ['题库', '试题'],
    specifications: [['1 万题', '10,000 questions']],
    month: '40',
  },
  {
    key: 'qingli-class',
    seller: 'qingli',
    name: ['青砾直播课堂', 'Qingli Live Classroom'],
    summary: [
      '老师讲、学生举手、白板互动，课后自动回放。',
      'Teachers speak, pupils raise hands, all share a whiteboard; replays follow.',
    ],
    description: [
      '小班与大班都适合，延迟低于半秒。',
      'For small and large classes, with less than half a second of delay.',
    ],
    tags: ['网课', '白板', '互动'],
    specifications: [
      ['30 人班', 'Class of 30'],
      ['500 人班', 'Class of 500'],
    ],
    month: '150',
  },
  {
    key: 'qingli-training',
    seller: 'qingli',
    name: ['青砾培训管理', 'Qingli Training'],
    summary: [
      '培训计划、报名、签到与费用一处管，效果可评估。',
      'Plans, enrolments, attendance and costs of training in one place.',
    ],
    description: [
      '讲师与教室排期，满意度问卷自动发放。',
      'Schedules of teachers and rooms; questionnaires go out afterwards.',
    ],
    tags: ['培训', '签到', '讲师'],
    specifications: [['标准版', 'Standard']],
    month: '95',
  },
  {
    key: 'luting-school',
    seller: 'luting',
    name: ['鹭汀智慧校园', 'Luting Campus'],
    summary: [
      '选课、排课、成绩与家校沟通一个入口。',
      'Course choice, timetables, marks and messages to parents behind one door.',
    ],
    description: [
      '宿舍、食堂与一卡通数据汇总，校长看一张图。',
      'Dormitories, canteens and cards on one page for the head.',
    ],
    tags: ['校园', '教务', '家校'],
    specifications: [['一所学校', 'One school']],
    month: '2000',
  },
  {
    key: 'luting-library',
    seller: 'luting',
    name: ['鹭汀图书馆管理', 'Luting Library'],
    summary: [
      '图书编目、借还与读者证，自助机可接。',
      'Catalogue, loans and readers, with self-service machines.',
    ],
    description: [
      '馆际互借、逾期提醒，数字资源统一检索。',
      'Loans between libraries, reminders, and one search for digital works.',
    ],
    tags: ['图书馆', '借还书'],
    specifications: [['5 万册', '50,000 volumes']],
    month: '180',
  },
  {
    key: 'luting-kinder',
    seller: 'luting',
    name: ['鹭汀幼儿园管家', 'Luting Kindergarten'],
    summary: [
      '接送刷脸、每日食谱与成长相册，家长放心。',
      'Pick-up by face, daily menus and albums for parents.',
    ],
    description: [
      '晨检与缴费在线完成，教师通知一键已读。',
      'Health checks and fees online; parents confirm notices.',
    ],
    tags: ['幼儿园', '家长', '接送'],
    specifications: [['一所园', 'One kindergarten']],
    month: '128',
  },
  {
    key: 'yanyu-english',
    seller: 'yanyu',
    name: ['雁屿商务英语', 'Yanyu Business English'],
    summary: [
      '外教一对一口语课，按行业选场景。',
      'One-to-one spoken English with native teachers, by industry.',
    ],
    description: [
      '课前测评定级，课后机器打分，企业可看进度。',
      'Placed by a test, scored after class, and reported to the company.',
    ],
    tags: ['英语', '口语', '外教'],
    specifications: [['每月 8 节', '8 lessons a month']],
    month: '680',
  },
  {
    key: 'yanyu-coding',
    seller: 'yanyu',
    name: ['雁屿编程实训', 'Yanyu Coding Labs'],
    summary: [
      '浏览器里写代码，自动评测，适合院校与企业。',
      'Write code in the browser and have it judged, for schools and firms.',
    ],
    description: [
      '覆盖 Python、Java 与数据分析，附教案。',
      'Python, Java and data analysis, with lesson plans.',
    ],
    tags: ['编程', '实验', 'Python'],
    specifications: [['50 学员', '50 learners']],
    month: '230',
  },
  {
    key: 'xiuchuan-safety',
    seller: 'xiuchuan',
    name: ['岫川安全生产培训', 'Xiuchuan Safety Training'],
    summary: [
      '三级安全教育、特种作业与应急演练课程。',
      'Courses on safety at work, special tasks and emergencies.',
    ],
    description: ['学时自动记录，档案满足检查要求。', 'Hours are recorded as inspectors ask.'],
    tags: ['安全生产', '安全教育'],
    specifications: [['100 人', '100 people']],
    month: '85',
  },
  {
    key: 'chenxi-course',
    seller: 'chenxi',
    name: ['晨汐知识付费', '晨汐知识付费'],
    summary: ['专栏、训练营与付费社群，讲师自己开店卖课。', '专栏、训练营与付费社群，讲师自己开店卖课。'],
    description: ['视频防盗录，分销裂变，学员打卡。', '视频防盗录，分销裂变，学员打卡。'],
    tags: ['卖课', '训练营', '社群'],
    specifications: [['基础版', '基础版']],
    month: '140',
  },
  {
    key: 'miantian-tutor',
    seller: 'miantian',
    name: ['棉田教培机构管理', 'Miantian Tutoring School'],
    summary: [
      '招生、排课、消课与续费提醒，校长不用记本子。',
      'Enrolment, timetables, used lessons and renewals for tutoring schools.',
    ],
    description: [
      '家长小程序看课表与点评，课时费自动算。',
      'Parents see timetables and comments; teachers’ pay is worked out.',
    ],
    tags: ['教培', '课时', '招生'],
    specifications: [['单校区', 'One branch']],
    month: '75',
  },
]
