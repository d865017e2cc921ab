refresh();
select();
