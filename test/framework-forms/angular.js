import '@angular/compiler'
import { HttpClient, provideHttpClient } from '@angular/common/http'
import { Component, inject, provideZonelessChangeDetection, signal } from '@angular/core'
import { FormBuilder, ReactiveFormsModule, Validators } from '@angular/forms'
import { bootstrapApplication } from '@angular/platform-browser'
import { target } from './send.js'

const template = `
  @if (state() === 'sent') { <p>Thank you</p> } @else {
    <form id="angular" [formGroup]="form" (ngSubmit)="submit()">
      <label>Full name <input formControlName="full_name" name="full_name"></label>
      <label>E-mail <input formControlName="email" name="email" type="email"></label>
      <label>Message <textarea formControlName="message" name="message"></textarea></label>
      <button>Send</button> {{ state() }}
    </form>
  }`

const App = Component({ selector: '#app', imports: [ReactiveFormsModule], template })(
  class {
    http = inject(HttpClient)
    state = signal('open')
    form = inject(FormBuilder).group({
      full_name: '',
      email: ['', [Validators.required, Validators.email]],
      message: '',
    })
    submit() {
      if (this.form.invalid) return
      this.http.post(target, this.form.value, { responseType: 'text' }).subscribe({
        next: () => this.state.set('sent'),
        error: () => this.state.set('failed'),
      })
    }
  },
)

bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideHttpClient()] })
