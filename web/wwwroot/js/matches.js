/** Steps through the marks of a report: a bar with n of m, and the keys n and p through it. */
export function matchSteps(report) {
  const marks = [...(report?.querySelectorAll('.body mark') ?? [])];
  if (marks.length === 0) return;
  const bar = document.createElement('div');
  bar.className = 'matches';
  bar.innerHTML = '<button type="button" data-match="previous">上一处</button><span role="status"></span><button type="button" data-match="next">下一处</button>';
  report.querySelector('.body').append(bar);
  const status = bar.querySelector('[role=status]');
  let at = -1;
  const show = to => {
    marks[at]?.classList.remove('current');
    at = (to + marks.length) % marks.length;
    marks[at].classList.add('current');
    marks[at].scrollIntoView({ block: 'center' });
    status.textContent = `第 ${at + 1} 处，共 ${marks.length} 处`;
  };
  status.textContent = `共 ${marks.length} 处`;
  bar.querySelector('[data-match=next]').addEventListener('click', () => show(at + 1));
  bar.querySelector('[data-match=previous]').addEventListener('click', () => show(at < 0 ? marks.length - 1 : at - 1));
}
