"""Search, upload a report, wait until it is searched, and find it. Python 3, standard library alone."""

import json
import os
import urllib.parse
import urllib.request
import uuid

URL = os.environ.get("KB_URL", "http://localhost:5080") + "/api/v1"
KEY = os.environ.get("KB_KEY", "")


def call(method, path, body=None, content_type=None, **parameters):
    query = urllib.parse.urlencode(parameters, doseq=True)
    request = urllib.request.Request(f"{URL}/{path}" + (f"?{query}" if query else ""), data=body, method=method)
    if KEY:
        request.add_header("Authorization", f"Bearer {KEY}")
    if content_type:
        request.add_header("Content-Type", content_type)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def upload(name, text):
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + text.encode() + f"\r\n--{boundary}--\r\n".encode()
    accepted = call("POST", "reports", body, f"multipart/form-data; boundary={boundary}")["hits"][0]
    task = call("GET", f"tasks/{accepted['taskUid']}", wait=30)
    while task["status"] in ("enqueued", "processing"):
        task = call("GET", f"tasks/{accepted['taskUid']}", wait=30)
    return task


def search_all(**parameters):
    page = 1
    while True:
        answer = call("GET", "search", page=page, hitsPerPage=50, **parameters)
        yield from answer["hits"]
        if page >= answer["totalPages"]:
            return
        page += 1


REPORT = """松岭县水务局2024年度工作总结
2024年，松岭县水务局各项工作平稳推进，现总结如下：
一、主要工作
（一）抓好河道管护。全年巡河三千二百次，发现问题逐一督办落实。
二、存在问题
（一）山塘除险加固进度偏慢。部分山塘年久失修，资金到位不及时，汛期压力较大。
"""

task = upload("水务局2024.txt", REPORT)
assert task["status"] == "succeeded", task
for hit in search_all(q='"山塘除险加固进度偏慢"', section="存在问题"):
    print(hit["unit"], hit["year"], hit["title"])
    print(hit["text"])
