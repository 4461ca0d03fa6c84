"""Socket events: they arrive, only where they belong, and never hold up the studio."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient

from enfoads.api.schemas.jobs import JobUpdateEvent
from enfoads.api.sockets import Outbox
from enfoads.jobs.events import AssetCreated, AssetDeleted, Event, GpuStatus, JobPreview, JobUpdate

MakeClient = Callable[..., FlaskClient]
ALPHA, BETA = "alpha-key-for-tests", "beta-key-for-tests"


def update(job_id: str, seq: int, status: str = "processing") -> JobUpdate:
    return JobUpdate("local", {"id": job_id, "seq": seq, "status": status})


# ---- what waits to be sent ----


def test_progress_nobody_has_seen_yet_is_replaced_by_newer_progress() -> None:
    outbox = Outbox()
    for seq in range(1000):
        outbox.put(update("a", seq))
        outbox.put(JobPreview("local", "a", seq, b"x" * 1000))
        outbox.put(GpuStatus({"seq": seq}))
    assert outbox.take() == [update("a", 999), JobPreview("local", "a", 999, b"x" * 1000), GpuStatus({"seq": 999})]


def test_the_end_of_a_job_is_never_dropped_and_comes_last() -> None:
    outbox = Outbox()
    ends = [update(f"job{number}", 9, "completed") for number in range(500)]
    for number, end in enumerate(ends):
        outbox.put(update(f"job{number}", 8))
        outbox.put(end)
    assert outbox.take() == ends


def test_changes_of_the_library_keep_their_order() -> None:
    outbox = Outbox()
    events: list[Event] = [AssetCreated("local", {"id": "a"}), AssetDeleted("local", "a"), AssetCreated("local", {"id": "a"})]
    for event in events:
        outbox.put(event)
    assert outbox.take() == events


def test_progress_is_sent_at_most_five_times_a_second_but_the_end_at_once() -> None:
    outbox = Outbox()
    outbox.put(update("a", 1))
    assert outbox.take() == [update("a", 1)]
    outbox.put(update("a", 2))
    outbox.put(update("b", 1, "completed"))
    began = time.monotonic()
    assert outbox.take() == [update("b", 1, "completed")]
    assert time.monotonic() - began < 0.15
    assert outbox.take() == [update("a", 2)]
    assert time.monotonic() - began > 0.1


def test_closing_lets_the_sender_go() -> None:
    outbox, taken = Outbox(), []
    sender = threading.Thread(target=lambda: taken.append(outbox.take()))
    sender.start()
    outbox.close()
    sender.join(5)
    assert taken == [None]


# ---- who hears what ----


def connect(client: FlaskClient, **options: Any) -> SocketIOTestClient:
    return client.sockets._io.test_client(client.application, flask_test_client=client, **options)  # type: ignore[attr-defined]


def heard(socket: SocketIOTestClient, name: str, seconds: float = 3) -> list[Any]:
    """The arguments of the events called `name`, once there is one."""
    until = time.monotonic() + seconds
    found: list[Any] = []
    while not found and time.monotonic() < until:
        time.sleep(0.02)
        found = [event["args"] for event in socket.get_received() if event["name"] == name]
    return found


def test_a_page_hears_of_its_jobs_assets_and_device(client: FlaskClient) -> None:
    socket = connect(client)
    assert socket.is_connected()
    job = client.post("/generate-image?async=true", json={"prompt": "a"}).json["job"]  # type: ignore[index]
    told = heard(socket, "job_update")[0][0]
    assert JobUpdateEvent.model_validate(told).id == job["id"]
    bus = client.studio.bus  # type: ignore[attr-defined]
    bus.publish(JobPreview("local", job["id"], 3, b"\xff\xd8jpeg"))
    assert heard(socket, "job_preview") == [[{"id": job["id"], "seq": 3}, b"\xff\xd8jpeg"]]
    bus.publish(AssetCreated("local", {"id": "up_1_0"}))
    assert heard(socket, "asset_created") == [[{"id": "up_1_0"}]]
    bus.publish(AssetDeleted("local", "up_1_0"))
    assert heard(socket, "asset_deleted") == [[{"id": "up_1_0"}]]
    bus.publish(GpuStatus({"device": "cuda:0"}))
    assert heard(socket, "gpu_status")[0][0]["device"] == "cuda:0"


def test_another_owner_hears_nothing_of_it(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA, BETA])
    alpha, beta = connect(client, auth={"key": ALPHA}), connect(client, auth={"key": BETA})
    client.post("/generate-image?async=true", json={"prompt": "a"}, headers={"X-API-Key": ALPHA})
    assert heard(alpha, "job_update")
    assert not heard(beta, "job_update", seconds=0.5)


@pytest.mark.parametrize("auth", [None, {}, {"key": "wrong"}, {"key": 7}, "wrong", {"key": None}])
def test_without_a_key_no_socket_stays(make_client: MakeClient, auth: Any) -> None:
    assert not connect(make_client(api_keys=[ALPHA]), auth=auth).is_connected()


def test_a_signed_in_page_needs_no_key_for_its_socket(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA])
    client.post("/session", json={"key": ALPHA})
    assert connect(client).is_connected()


def test_a_name_that_was_pointed_at_this_machine_gets_no_socket(client: FlaskClient) -> None:
    assert not connect(client, headers={"Host": "evil.example"}).is_connected()


def test_a_page_can_listen_to_one_job_alone(client: FlaskClient) -> None:
    socket = connect(client)
    jobs = [client.post("/generate-image?async=true", json={"prompt": "a"}).json["job"]["id"] for _ in range(2)]  # type: ignore[index]
    assert heard(socket, "job_update")
    assert socket.emit("subscribe", {"job_id": jobs[1]}, callback=True) == {"ok": True, "error": None}
    time.sleep(0.5)
    socket.get_received()
    bus = client.studio.bus  # type: ignore[attr-defined]
    for job_id in jobs:
        bus.publish(JobPreview("local", job_id, 9, b"x"))
    assert [event[0]["id"] for event in heard(socket, "job_preview")] == [jobs[1]]
    assert socket.emit("subscribe", "all", callback=True)["ok"]
    bus.publish(JobPreview("local", jobs[0], 10, b"x"))
    assert [event[0]["id"] for event in heard(socket, "job_preview")] == [jobs[0]]


@pytest.mark.parametrize("message", [{"job_id": "img_none"}, {"what": 1}, 7, {"job_id": 3}, [1], "some"])
def test_a_wrong_subscription_is_explained_and_changes_nothing(client: FlaskClient, message: Any) -> None:
    socket = connect(client)
    reply = socket.emit("subscribe", message, callback=True)
    assert not reply["ok"]
    assert reply["error"]["code"] in ("not_found", "invalid_value")
    client.post("/generate-image?async=true", json={"prompt": "a"})
    assert heard(socket, "job_update")


def test_nobody_elses_job_can_be_listened_to(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA, BETA])
    job = client.post("/generate-image?async=true", json={"prompt": "a"}, headers={"X-API-Key": ALPHA}).json["job"]  # type: ignore[index]
    socket = connect(client, auth={"key": BETA})
    assert socket.emit("subscribe", {"job_id": job["id"]}, callback=True)["error"]["code"] == "not_found"


def test_there_are_only_so_many_sockets(make_client: MakeClient) -> None:
    client = make_client(max_sockets=2)
    statuses = [client.get("/socket.io/?EIO=4&transport=polling").status_code for _ in range(3)]
    assert statuses == [200, 200, 503]


@pytest.mark.parametrize(
    ("origin", "allowed"), [("http://localhost", True), ("https://page.example", True), ("https://evil.example", False), ("null", False)]
)
def test_a_socket_is_refused_to_pages_that_were_not_allowed(make_client: MakeClient, origin: str, allowed: bool) -> None:
    client = make_client(cors_origins=["https://page.example"])
    answer = client.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": origin})
    assert (answer.status_code == 200) == allowed
