"""What every refusal must look like, and what must not be in it."""

import re

NOT_IN_A_PROBLEM = re.compile(r"SQLITE|\.swift|Optional\(|/root/|/tmp/|/home/|Error\(|fatal", re.I)



def assert_problem(answer, status: int, code: str, **members):
    """RFC 9457 problem with this status and code, clear, private, and not to be cached."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert problem["code"] == code, problem
    assert problem["type"] == f"urn:qrbroker:problem:{code}"
    assert problem["status"] == status
    assert problem["title"] and problem["detail"]
    assert not NOT_IN_A_PROBLEM.search(answer.text), answer.text
    assert ("error_id" in problem) == (status >= 500)
    for name, value in members.items():
        assert problem.get(name) == value, problem
    return problem


def assert_oauth_error(answer, status: int, error: str, names: str | None = None):
    """RFC 6749 5.2 error, with its cache headers and nothing of RFC 9457.

    `names`: the parameter that its description must name.
    """
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"].split(";")[0] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["error"] == error, body
    assert "code" not in body and "type" not in body
    assert names is None or body["error_description"].endswith(f": {names}"), body
    assert not NOT_IN_A_PROBLEM.search(answer.text), answer.text
    return body


def assert_error_page(answer, status: int = 400):
    """The broker's own page, which leads nowhere."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"].startswith("text/html")
    assert "data-problem=" in answer.text
    assert "location" not in answer.headers and "set-cookie" not in answer.headers
