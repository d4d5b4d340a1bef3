"""A database of places in MaxMind's format, written by somebody else's library."""

from ipaddress import ip_network

import mmdb_writer
import netaddr

XINING, BEIJING = "198.18.1.7", "198.18.2.7"

CHINA = {"iso_code": "CN", "names": {"en": "China", "zh-CN": "中国"}}


def town(english, chinese, region, point, radius=20):
    return {
        "country": CHINA, "city": {"names": {"en": english, "zh-CN": chinese}},
        "subdivisions": [{"names": dict(zip(("en", "zh-CN"), region))}],
        "location": {"latitude": point[0], "longitude": point[1], "accuracy_radius": radius}}


def place_database(folder):
    writer = mmdb_writer.MMDBWriter(
        6, ipv4_compatible=True, database_type="Test-City", languages=["en", "zh-CN"])
    places = {
        "198.18.1.0/24": town("Xining", "西宁", ("Qinghai", "青海省"), (36.6167, 101.7667)),
        "198.18.2.0/24": town("Beijing", "北京", ("Beijing", "北京市"), (39.9042, 116.4074)),
        # Nothing but the country, and a point known to a thousand kilometres.
        "203.0.113.192/26": {"country": CHINA},
        "2001:db8:1::/48": town("Xi'an", "西安", ("Shaanxi", "陕西省"), (34.26, 108.94), 600),
        # A record that lacks what matters.
        "192.0.2.0/24": {"registered_country": CHINA}}
    for network, place in places.items():
        writer.insert_network(netaddr.IPSet([str(ip_network(network))]), place)
    file = folder / "places.mmdb"
    writer.to_db_file(str(file))
    return file
