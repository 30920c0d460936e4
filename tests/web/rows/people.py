"""Rows of people, posts, leaders and what passes between them."""

from web.rows.table import BUSINESS, OWN_CITY, Row, codes

REPORT = codes(302, units=403, administrators=404)
# Of a liaison officer's post: the office and the head change it, his colleagues may record it for the head.
OF_THE_UNIT = codes(302, others=403, administrators=404, stranger=404, office=200, units=200, outsider=403)
BY_HEAD_OF_OFFICE = codes(302, others=403, administrators=404, office_head=200)
BY_OFFICE = codes(302, others=403, administrators=404, stranger=200, office=200)
BY_APPROVER = codes(302, others=403, administrators=404, approver=200, registrar=200)  # who records for him too

ROWS = (
    Row("people", BUSINESS),
    Row("people_gaps", REPORT),
    Row("people_gaps_export", REPORT, more={"form": "csv"}),
    Row("people_gaps_export", REPORT, more={"form": "xlsx"}),
    Row("office_posts", BY_HEAD_OF_OFFICE),
    Row("office_posts", BY_HEAD_OF_OFFICE, method="post"),  # nothing filled in: the form again, here and below
    Row("person", OWN_CITY, "person"),
    Row("person_telephone", OF_THE_UNIT, "person"),
    Row(
        "person_telephone",
        codes(302, others=403, administrators=404, stranger=404, office=302, units=302, outsider=403),
        "person",
        "post",
    ),  # an empty number removes the old one
    Row("post", OWN_CITY, "post"),
    Row("post_hand_over", OF_THE_UNIT, "post"),
    Row("post_hand_over", OF_THE_UNIT, "post", "post"),
    Row("post_close", OF_THE_UNIT, "post"),
    Row("post_close", OF_THE_UNIT, "post", "post"),
    Row("post_delegate", OF_THE_UNIT, "post"),
    Row("post_delegate", OF_THE_UNIT, "post", "post"),
    Row("delegation_revoke", OF_THE_UNIT, "delegation"),
    Row("delegation_revoke", OF_THE_UNIT | {"head": 302}, "delegation", "post"),  # the reason may be left out
    Row("unit_posts", OF_THE_UNIT, "bureau"),
    Row("unit_posts", OF_THE_UNIT, "bureau", "post"),
    Row("leaders", BUSINESS),
    Row("leader_name", BY_OFFICE),
    Row("leader_name", BY_OFFICE, method="post"),
    Row("division", BY_APPROVER),
    Row("division", BY_APPROVER, method="post"),
)
