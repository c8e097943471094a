-- search: products are found by what buyers call their type and a trial; words of letters also by an error in their ending ----

-- Keys are made by the market, not in SQL: these words come anew, with their keys, from the documents below.
delete from search_word where word ~ '^[a-z0-9]+$';
select search_reread(array(select id from product where state = 'listed' order by id));
