const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const given = [
  '建国',
  '秀英',
  '志强',
  '丽华',
  '国平',
  '晓燕',
  '明',
  '静',
  '海涛',
  '春梅',
  '文斌',
  '雪',
  '永军',
  '玉兰',
  '磊',
  '红霞',
  '俊杰',
];

/** The n-th invented name; names nobody in particular. */
export const inventedName = (index: number): string =>
  `${surnames.charAt(index % surnames.length)}${given[Math.floor(index / surnames.length) % given.length]}`;
