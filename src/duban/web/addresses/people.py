"""Addresses of people, posts and what passes between them."""

from django.urls import path

from duban.web.views import people, people_naming, people_posts

urlpatterns = [
    path("people/", people.people_list, name="people"),
    path("people/gaps/", people.people_gaps, name="people_gaps"),
    path("people/gaps/export/<form>", people.people_gaps_export, name="people_gaps_export"),
    path("people/office/", people_naming.office_posts, name="office_posts"),
    path("people/<uid>/", people.person, name="person"),
    path("people/<uid>/telephone/", people.person_telephone, name="person_telephone"),
    path("posts/<uid>/", people_posts.post, name="post"),
    path("posts/<uid>/hand-over/", people_posts.post_hand_over, name="post_hand_over"),
    path("posts/<uid>/end/", people_posts.post_close, name="post_close"),
    path("posts/<uid>/delegate/", people_posts.post_delegate, name="post_delegate"),
    path("delegations/<uid>/take-back/", people_posts.delegation_revoke, name="delegation_revoke"),
    path("units/<uid>/posts/", people_naming.unit_posts, name="unit_posts"),
    path("leaders/", people_naming.leaders, name="leaders"),
    path("leaders/name/", people_naming.leader_name, name="leader_name"),
    path("leaders/division/", people_naming.division, name="division"),
]
