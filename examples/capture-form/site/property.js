const form = document.querySelector('#callback')

/** Words of the site's own take the place of the form's. */
form.strings = {
  required: 'يرجى تعبئة هذا الحقل',
  choose: 'يرجى الاختيار',
  format: 'يرجى الكتابة هكذا: {example}',
  check: 'يرجى مراجعة هذه الإجابات',
  optional: 'اختياري',
  send: 'إرسال',
  thanks: 'شكرا لك!',
}
form.definition = {
  id: 'callback',
  title: 'سنتصل بك',
  fields: [
    { type: 'text', name: 'name', label: 'الاسم', autocomplete: 'name', required: true, half: true },
    { type: 'tel', name: 'phone', label: 'الهاتف', required: true, half: true },
    {
      type: 'radio',
      name: 'time',
      label: 'متى يناسبك؟',
      required: true,
      options: ['صباحا', 'ظهرا', 'مساء'],
    },
  ],
}
