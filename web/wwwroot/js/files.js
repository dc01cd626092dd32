import { announce } from './taking.js';

/** Files dropped on the page are sent one by one with their progress; the form does the same without this. */
export function fileDrop(part) {
  if (!part) return;
  const form = part.querySelector('form');
  const list = part.querySelector('[data-progress]');
  const input = form.elements.file;
  form.querySelector('button[type=submit]').hidden = true;
  input.addEventListener('change', () => {
    send([...input.files]);
    input.value = '';
  });
  for (const name of ['dragenter', 'dragover']) {
    part.addEventListener(name, event => {
      event.preventDefault();
      part.classList.add('over');
    });
  }
  for (const name of ['dragleave', 'drop']) part.addEventListener(name, () => part.classList.remove('over'));
  part.addEventListener('drop', event => {
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });

  async function send(files) {
    for (const file of files) {
      const row = document.createElement('li');
      const bar = document.createElement('progress');
      const state = document.createElement('span');
      row.append(file.name, ' ', bar, ' ', state);
      list.prepend(row);
      await upload(file, bar, state);
      bar.remove();
    }
  }
}

function upload(file, bar, state) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append('file', file);
    request.open('POST', '/api/v1/reports');
    const token = document.querySelector('meta[name=form-token]')?.content;
    if (token) request.setRequestHeader('X-Form-Token', token);
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) [bar.max, bar.value] = [event.total, event.loaded];
    });
    request.addEventListener('load', async () => {
      if (request.status === 202) {
        const answer = JSON.parse(request.responseText);
        await follow(answer, state);
      } else {
        state.textContent = problem(request);
      }
      done();
    });
    request.addEventListener('error', () => {
      state.textContent = '没有交成：服务没有回应';
      done();
    });
    request.send(data);
  });
}

function problem(request) {
  try {
    const { detail, title } = JSON.parse(request.responseText);
    return `没有交成：${detail ?? title}`;
  } catch {
    return `没有交成（${request.status}）`;
  }
}

/** Waits until the file's task has ended and says what came of it. */
async function follow(answer, state) {
  const uid = (answer.hits ?? [answer])[0]?.taskUid;
  if (uid === undefined) {
    state.textContent = '已收下，正在读';
    return;
  }
  for (let tries = 0; tries < 60; tries++) {
    state.textContent = '已收下，正在读';
    const response = await fetch(`/api/v1/tasks/${uid}`).catch(() => null);
    if (response?.ok) {
      const task = await response.json();
      if (task.status === 'succeeded') {
        state.textContent = `已收进：${task.reports} 份报告，${task.passages} 段`;
        announce('已收进');
        return;
      }
      if (task.status === 'failed') {
        state.textContent = `没有读出：${task.reason ?? task.code}`;
        return;
      }
    }
    await new Promise(go => setTimeout(go, 500));
  }
}

/** Keeps the line about the import true while it goes on; it goes when the import has ended. */
export function importState(part) {
  if (!part || part.hidden) return;
  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-import-state]');
      if (!next || next.hidden) {
        part.hidden = true;
        clearInterval(timer);
        return;
      }
      part.replaceChildren(...next.childNodes);
    } catch {
      // The next beat asks again.
    }
  };
  const timer = setInterval(refresh, 2000);
}
