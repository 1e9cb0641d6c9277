// Only numbers cross the border. Embind would bring the code for every other type along; here they are not known.

mergeInto(LibraryManager.library, {
  _embind_register_std_string: function (type, name) {},
  _embind_register_std_wstring: function (type, charSize, name) {},
  _embind_register_memory_view: function (type, element, name) {},
  _embind_register_emval: function (type, name) {},
  _embind_register_bigint: function (type, name, size, least, most) {},
});
