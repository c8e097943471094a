import type { WrittenProduct } from '../schema.ts'

export const images: readonly WrittenProduct[] = [
  {
    key: 'beihua-linux',
    seller: 'beihua',
    name: ['北桦加固 Linux 镜像', 'Beihua Hardened Linux'],
    summary: [
      '按基线加固的服务器系统镜像，开机即合规。',
      'A server image hardened to a baseline: compliant from the first boot.',
    ],
    description: [
      '关闭多余服务，启用审计，每月更新补丁。',
      'Needless services off, auditing on, patched each month.',
    ],
    tags: ['操作系统', '安全加固', 'Linux'],
    specifications: [
      ['2 核 4 GB', '2 cores, 4 GB'],
      ['8 核 16 GB', '8 cores, 16 GB'],
    ],
    month: '30',
  },
  {
    key: 'beihua-desktop',
    seller: 'beihua',
    name: ['北桦云桌面镜像', 'Beihua Cloud Desktop'],
    summary: [
      '在任何电脑上打开公司的工作桌面，数据不落地。',
      'The desktop of the company on any computer, with no data left behind.',
    ],
    description: [
      '常用办公软件预装，支持双屏与打印。',
      'Office software installed, two screens and printing.',
    ],
    tags: ['云桌面', '远程办公', '虚拟桌面'],
    specifications: [
      ['4 核 8 GB', '4 cores, 8 GB'],
      ['8 核 32 GB', '8 cores, 32 GB'],
    ],
    month: '130',
  },
  {
    key: 'xiuchuan-postgres',
    seller: 'xiuchuan',
    name: ['岫川 PostgreSQL 镜像', 'Xiuchuan PostgreSQL'],
    summary: [
      '调优好的 PostgreSQL，主从与备份脚本齐全。',
      'PostgreSQL, tuned, with replication and backup scripts.',
    ],
    description: [
      '附监控面板与常用扩展，升级有指南。',
      'Comes with a monitoring panel, extensions and a guide for upgrades.',
    ],
    tags: ['数据库', 'PostgreSQL', '主从'],
    specifications: [['4 核 16 GB', '4 cores, 16 GB']],
    month: '110',
  },
  {
    key: 'xiuchuan-mysql',
    seller: 'xiuchuan',
    name: ['岫川 MySQL 高可用镜像', 'Xiuchuan MySQL HA'],
    summary: [
      '三节点自动切换的 MySQL，故障三十秒恢复。',
      'MySQL on three nodes that fails over within thirty seconds.',
    ],
    description: ['慢查询分析与在线扩容内置。', 'Analysis of slow queries and online scaling built in.'],
    tags: ['数据库', 'MySQL', '高可用'],
    specifications: [['8 核 32 GB', '8 cores, 32 GB']],
    month: '240',
  },
  {
    key: 'xiuchuan-cache',
    seller: 'xiuchuan',
    name: ['岫川缓存镜像', 'Xiuchuan Cache'],
    summary: ['键值存取的内存缓存，持久化可选。', 'A key-value cache in memory, persistent if you like.'],
    description: ['分片集群十分钟搭好，热键自动发现。', 'A sharded cluster in ten minutes; finds hot keys.'],
    tags: ['缓存', '键值', '内存数据库'],
    specifications: [['16 GB 内存', '16 GB of memory']],
    month: '99',
  },
  {
    key: 'zhuyan-jupyter',
    seller: 'zhuyan',
    name: ['竹砚深度学习镜像', 'Zhuyan Deep Learning'],
    summary: [
      '显卡驱动与训练框架装好，开箱即训。',
      'Drivers and frameworks installed: start training at once.',
    ],
    description: ['内置笔记本环境与数据集挂载，支持多卡。', 'Notebooks, mounted data and several GPUs.'],
    tags: ['GPU', '深度学习', 'Python'],
    specifications: [
      ['单卡 24 GB', 'One GPU, 24 GB'],
      ['四卡 96 GB', 'Four GPUs, 96 GB'],
    ],
    month: '900',
  },
  {
    key: 'zhuyan-wordpress',
    seller: 'zhuyan',
    name: ['竹砚建站镜像', 'Zhuyan Site Builder'],
    summary: [
      '官网、博客一键安装，中文主题六十款。',
      'Company sites and blogs with one click, in sixty themes.',
    ],
    description: [
      '内置缓存与防刷评论，备份每天一次。',
      'Caching, protection against comment spam and daily backups.',
    ],
    tags: ['建站', '官网', '博客'],
    specifications: [['1 核 2 GB', '1 core, 2 GB']],
    month: '25',
  },
  {
    key: 'qingli-k8s',
    seller: 'qingli',
    name: ['青砾容器平台', 'Qingli Containers'],
    summary: [
      '在自己的机器上装一套 Kubernetes，图形界面管理。',
      'Kubernetes on your own machines, managed on screen.',
    ],
    description: [
      '应用市场、日志与监控齐全，离线可装。',
      'With a catalogue of apps, logs and monitoring; installs offline.',
    ],
    tags: ['Kubernetes', '容器', '云原生'],
    specifications: [
      ['3 节点', '3 nodes'],
      ['20 节点', '20 nodes'],
    ],
    month: '600',
  },
  {
    key: 'qingli-registry',
    seller: 'qingli',
    name: ['青砾镜像仓库', 'Qingli Registry'],
    summary: ['存放与扫描容器镜像，异地同步分发。', 'Keeps, scans and mirrors container images.'],
    description: [
      '漏洞镜像禁止部署，签名校验来源。',
      'Blocks images with vulnerabilities and checks signatures.',
    ],
    tags: ['镜像仓库', '容器镜像'],
    specifications: [['200 GB', '200 GB']],
    month: '140',
  },
  {
    key: 'xushi-vpn',
    seller: 'xushi',
    name: ['墟石零信任接入镜像', 'Xushi Zero Trust'],
    summary: [
      '员工在家安全访问内网，不暴露端口。',
      'Staff reach internal systems from home, with no open port.',
    ],
    description: [
      '代替传统 VPN，按人按应用授权，设备不合规不放行。',
      'Replaces a VPN: rights by person and app, and no entry for unsafe devices.',
    ],
    tags: ['VPN', '零信任', '远程接入'],
    specifications: [['50 人', '50 people']],
    month: '280',
  },
  {
    key: 'xushi-storage',
    seller: 'xushi',
    name: ['墟石对象存储网关', 'Xushi Object Gateway'],
    summary: [
      '把本地磁盘变成对象存储，兼容通用接口。',
      'Turns local disks into object storage with the usual interface.',
    ],
    description: [
      '纠删码省空间，冷热分层自动完成。',
      'Erasure codes save space; cold data move down by rule.',
    ],
    tags: ['对象存储', 'S3', '网关'],
    specifications: [['50 TB', '50 TB']],
    month: '420',
  },
  {
    key: 'huiye-gis',
    seller: 'huiye',
    name: ['茴野地理信息镜像', 'Huiye GIS Server'],
    summary: [
      '预装地图服务与空间数据库，发布地图十分钟。',
      'Map services and a spatial database installed: publish a map in ten minutes.',
    ],
    description: [
      '支持影像切片、空间查询与坐标转换。',
      'Tiles, spatial queries and transformations of coordinates.',
    ],
    tags: ['GIS', '空间数据', '地图服务'],
    specifications: [['8 核 16 GB', '8 cores, 16 GB']],
    month: '350',
  },
  {
    key: 'huiye-game',
    seller: 'huiye',
    name: ['茴野游戏服务端镜像', 'Huiye Game Server'],
    summary: [
      '联机游戏开服一键部署，自带存档备份。',
      'Multiplayer servers with one click, with saved games backed up.',
    ],
    description: ['抗丢包优化，支持模组上传。', 'Copes with lost packets and takes mods.'],
    tags: ['游戏', '开服'],
    specifications: [['20 人联机', '20 players']],
    month: '48',
  },
]
